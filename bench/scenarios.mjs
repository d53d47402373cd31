// What is measured: each scenario prepares its data through the API and gives the bytes of its n-th request.
import { CreateRoleCommand, AddRoleToInstanceProfileCommand, CreateInstanceProfileCommand, GetRoleCommand, IAMClient, PutRolePolicyCommand, CreateUserCommand, CreateAccessKeyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { DescribeInstancesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2'
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { signer } from './signed-requests.mjs'

const trust = (principal) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }] })
const root = { accessKeyId: 'test', secretAccessKey: 'test' }

/** A user with the rights that the scenarios need and ten policies, so that enforcement has something to do. */
const createCaller = async (iam) => {
  await iam.send(new CreateUserCommand({ UserName: 'bench' }))
  const statement = { Effect: 'Allow', Action: ['iam:*', 'ec2:*', 'sts:*'], Resource: '*' }
  await iam.send(new PutUserPolicyCommand({ UserName: 'bench', PolicyName: 'all', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) }))
  for (let number = 1; number < 10; number += 1) {
    const other = { Effect: 'Allow', Action: [`s3:Get${number}*`], Resource: `arn:aws:s3:::bucket-${number}/*` }
    await iam.send(new PutUserPolicyCommand({ UserName: 'bench', PolicyName: `p${number}`, PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [other] }) })).catch(() => undefined)
  }
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'bench' }))
  return { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey }
}

const createProfile = async (iam) => {
  await iam.send(new CreateRoleCommand({ RoleName: 'bench-instance', AssumeRolePolicyDocument: trust({ Service: 'ec2.amazonaws.com' }) }))
  await iam.send(new PutRolePolicyCommand({ RoleName: 'bench-instance', PolicyName: 'p', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*' }] }) }))
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'bench' }))
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'bench', RoleName: 'bench-instance' }))
}

/** Makes the caller, a role to read and assume, and instances; answers what the scenarios share. */
export const prepare = async (endpoint, { instanceCount = 100, imageId } = {}) => {
  const settings = { endpoint, region: 'us-east-1', credentials: root }
  const iam = new IAMClient(settings)
  const caller = await createCaller(iam)
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'bench-role', AssumeRolePolicyDocument: trust({ AWS: '*' }) }))
  await createProfile(iam)
  const ec2 = new EC2Client({ ...settings, credentials: caller })
  const launched = await ec2.send(
    new RunInstancesCommand({ ImageId: imageId, InstanceType: 't3.micro', MinCount: instanceCount, MaxCount: instanceCount, IamInstanceProfile: { Name: 'bench' } }),
  )
  return { endpoint, caller, imageId, roleArn: Role.Arn, instanceIds: launched.Instances.map((instance) => instance.InstanceId) }
}

const constant = (bytes) => () => bytes

/** Every API scenario: its name, the share of a bare Fastify that it aims at, and its requests. */
export const apiScenarios = (world) => {
  const sts = signer('sts', world.endpoint, world.caller)
  const iam = signer('iam', world.endpoint, world.caller)
  const ec2 = signer('ec2', world.endpoint, world.caller)
  return [
    { name: 'GetCallerIdentity', targetShare: 0.25, requests: async () => constant(await sts(new GetCallerIdentityCommand({}))) },
    {
      name: 'AssumeRole',
      targetShare: 0.25,
      requests: async () => constant(await sts(new AssumeRoleCommand({ RoleArn: world.roleArn, RoleSessionName: 'bench' }))),
    },
    { name: 'GetRole', targetShare: 0.15, requests: async () => constant(await iam(new GetRoleCommand({ RoleName: 'bench-role' }))) },
    {
      name: 'CreateRole (durable)',
      targetShare: 0.05,
      requests: async () => {
        const requests = await createRoleRequests(iam, 20_000)
        return (number) => requests[number]
      },
    },
    {
      name: 'DescribeInstances (100)',
      targetPerSecond: 300,
      connections: 4,
      requests: async () => constant(await ec2(new DescribeInstancesCommand({}))),
    },
  ]
}

let roleNumber = 0

export const createRoleRequests = async (iam, count) => {
  const requests = []
  for (let index = 0; index < count; index += 1) {
    roleNumber += 1
    requests.push(await iam(new CreateRoleCommand({ RoleName: `made-${roleNumber}`, AssumeRolePolicyDocument: trust({ Service: 'ec2.amazonaws.com' }) })))
  }
  return requests
}

/** Launches so many instances more, some at once. */
export const launchInstances = async ({ endpoint, caller, imageId }, { count, atOnce }) => {
  const ec2 = new EC2Client({ endpoint, region: 'us-east-1', credentials: caller })
  for (let launched = 0; launched < count; launched += atOnce) {
    await ec2.send(new RunInstancesCommand({ ImageId: imageId, InstanceType: 't3.micro', MinCount: atOnce, MaxCount: atOnce, IamInstanceProfile: { Name: 'bench' } }))
  }
}

export const describeOneRequest = (world) =>
  signer('ec2', world.endpoint, world.caller)(new DescribeInstancesCommand({ InstanceIds: world.instanceIds.slice(0, 1) }))
export const getRoleRequest = (world, name) => signer('iam', world.endpoint, world.caller)(new GetRoleCommand({ RoleName: name }))
export const identityRequest = (endpoint, credentials) => signer('sts', endpoint, credentials)(new GetCallerIdentityCommand({}))
export { root }
