import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { DescribeImagesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2'
import { STSClient } from '@aws-sdk/client-sts'

export const policyOf = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements })

export const ec2Trust = policyOf({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' })
export const lookPolicy = policyOf({ Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*' })

export interface Keys {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

/** SDK clients of a Rolecall, as root unless told. */
export const clientsOf = (endpoint: string, credentials: Keys = { accessKeyId: 'test', secretAccessKey: 'test' }) => {
  const settings = { endpoint, region: 'us-east-1', credentials, maxAttempts: 1 }
  return { iam: new IAMClient(settings), sts: new STSClient(settings), ec2: new EC2Client(settings) }
}

/** A role that EC2 may assume and that may describe instances, alone in a profile of the same name. */
export const createProfile = async (iam: IAMClient, name: string): Promise<void> => {
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: ec2Trust }))
  await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'look', PolicyDocument: lookPolicy }))
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: name }))
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: name, RoleName: name }))
}

/** The newest Amazon Linux 2023 image for x86_64. */
export const findImage = async (ec2: EC2Client): Promise<string> => {
  const { Images = [] } = await ec2.send(
    new DescribeImagesCommand({ Owners: ['amazon'], Filters: [{ Name: 'name', Values: ['al2023-ami-2023*x86_64'] }] }),
  )
  const [newest] = Images.sort((one, other) => (other.CreationDate ?? '').localeCompare(one.CreationDate ?? ''))
  return newest?.ImageId ?? ''
}

/** Launches one instance with the profile; answers its id. */
export const launch = async (ec2: EC2Client, profile: string): Promise<string> => {
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: await findImage(ec2),
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      IamInstanceProfile: { Name: profile },
    }),
  )
  return Instances[0]?.InstanceId ?? ''
}
