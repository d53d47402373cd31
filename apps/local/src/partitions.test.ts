import { createImds, type Imds } from '@rolecall/app-imds'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { rootCredentials, type TestCredentials } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

let cloud: Cloud
let imds: Imds
let origin: string

beforeAll(async () => {
  cloud = await createCloud('partitions')
  imds = await createImds({ ...cloud.world, settings: { lifetimeSeconds: 23_700, stateDelaySeconds: 0 } })
  origin = `http://127.0.0.1:${await imds.listen(0, '127.0.0.1')}`
})
afterAll(async () => {
  await imds.close()
  await cloud.close()
})

const trusting = (Service: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }] })

const readMetadata = async (id: string, path: string): Promise<string> => {
  const latest = `${origin}/instances/${id}/latest`
  const token = await (await fetch(`${latest}/api/token`, { method: 'PUT', headers: { 'X-aws-ec2-metadata-token-ttl-seconds': '60' } })).text()
  return (await fetch(`${latest}/meta-data/${path}`, { headers: { 'X-aws-ec2-metadata-token': token } })).text()
}

/** What the metadata service of an instance says of the role that it launched with. */
const launchWith = async (role: string, region: string): Promise<string> => {
  const image = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
  const input = { ImageId: image, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, IamInstanceProfile: { Name: role } } as const
  const { Instances } = await cloud.ec2(rootCredentials, region).runInstances(input)
  return Instances?.[0]?.InstanceId ?? ''
}

const credentialsOf = async (id: string, role: string): Promise<TestCredentials> => {
  const { AccessKeyId, SecretAccessKey, Token } = JSON.parse(await readMetadata(id, `iam/security-credentials/${role}`)) as Record<string, string>
  return { accessKeyId: AccessKeyId ?? '', secretAccessKey: SecretAccessKey ?? '', sessionToken: Token ?? '' }
}

const invalid = { name: 'InvalidClientTokenId', message: 'The security token included in the request is invalid.' }

describe.each([
  { partition: 'aws', region: 'eu-west-1', service: 'ec2.amazonaws.com', domain: 'amazonaws.com', elsewhere: 'cn-north-1' },
  { partition: 'aws-cn', region: 'cn-north-1', service: 'ec2.amazonaws.com.cn', domain: 'amazonaws.com.cn', elsewhere: 'us-east-1' },
  { partition: 'aws-us-gov', region: 'us-gov-west-1', service: 'ec2.amazonaws.com', domain: 'amazonaws.com', elsewhere: 'us-east-1' },
])('in $partition', ({ partition, region, service, domain, elsewhere }) => {
  const arn = (text: string): string => `arn:${partition}:${text}`

  it('a role for EC2 becomes the identity of an instance', async () => {
    const iam = cloud.iam(rootCredentials, region)
    const { Role } = await iam.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trusting(service) })
    expect(Role?.Arn).toBe(arn('iam::123456789012:role/app'))
    await iam.attachRolePolicy({ RoleName: 'app', PolicyArn: arn('iam::aws:policy/AmazonEC2ReadOnlyAccess') })
    const { InstanceProfile } = await iam.createInstanceProfile({ InstanceProfileName: 'app' })
    expect(InstanceProfile?.Arn).toBe(arn('iam::123456789012:instance-profile/app'))
    await iam.addRoleToInstanceProfile({ InstanceProfileName: 'app', RoleName: 'app' })

    const id = await launchWith('app', region)
    expect(await readMetadata(id, 'services/partition')).toBe(partition)
    expect(await readMetadata(id, 'services/domain')).toBe(domain)
    expect(JSON.parse(await readMetadata(id, 'iam/info'))).toMatchObject({ Code: 'Success', InstanceProfileArn: arn('iam::123456789012:instance-profile/app') })

    const session = await credentialsOf(id, 'app')
    expect(await cloud.sts(session, region).getCallerIdentity({})).toMatchObject({
      Account: '123456789012',
      Arn: arn(`sts::123456789012:assumed-role/app/${id}`),
      UserId: `${Role?.RoleId ?? ''}:${id}`,
    })
    await cloud.ec2(session, region).describeInstances({})
    await expect(cloud.iam(session, region).listUsers({})).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(`User: ${arn(`sts::123456789012:assumed-role/app/${id}`)} is not authorized to perform: iam:ListUsers on resource: ${arn('iam::123456789012:user/')}`),
    })
    await expect(cloud.sts(session, elsewhere).getCallerIdentity({})).rejects.toMatchObject(invalid)
  })

  it("users, their sessions and federated users have the partition's ARNs, and are nobody elsewhere", async () => {
    const iam = cloud.iam(rootCredentials, region)
    await iam.createUser({ UserName: 'ann', Path: '/team/' })
    await iam.putUserPolicy({ UserName: 'ann', PolicyName: 'all', PolicyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' })
    const { AccessKey: { AccessKeyId = '', SecretAccessKey = '' } = {} } = await iam.createAccessKey({ UserName: 'ann' })
    const ann = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey }
    expect((await cloud.sts(ann, region).getCallerIdentity({})).Arn).toBe(arn('iam::123456789012:user/team/ann'))
    expect((await cloud.sts(rootCredentials, region).getCallerIdentity({})).Arn).toBe(arn('iam::123456789012:root'))
    const { FederatedUser } = await cloud.sts(ann, region).getFederationToken({ Name: 'bob' })
    expect(FederatedUser).toEqual({ FederatedUserId: '123456789012:bob', Arn: arn('sts::123456789012:federated-user/bob') })
    await expect(cloud.sts(ann, elsewhere).getCallerIdentity({})).rejects.toMatchObject(invalid)
  })

  it('a user assumes roles of the partition alone', async () => {
    const iam = cloud.iam(rootCredentials, region)
    await iam.createRole({ RoleName: 'open', AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: arn('iam::123456789012:user/team/ann') }, Action: 'sts:AssumeRole' }] }) })
    const { AccessKey: { AccessKeyId = '', SecretAccessKey = '' } = {} } = await iam.createAccessKey({ UserName: 'ann' })
    const sts = cloud.sts({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey }, region)
    const { AssumedRoleUser } = await sts.assumeRole({ RoleArn: arn('iam::123456789012:role/open'), RoleSessionName: 'ann' })
    expect(AssumedRoleUser?.Arn).toBe(arn('sts::123456789012:assumed-role/open/ann'))
    const other = partition === 'aws' ? 'aws-cn' : 'aws'
    await expect(sts.assumeRole({ RoleArn: `arn:${other}:iam::123456789012:role/open`, RoleSessionName: 'ann' })).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})

it('takes in China a role for what EC2 is called elsewhere for one that does not trust EC2', async () => {
  const iam = cloud.iam(rootCredentials, 'cn-north-1')
  await iam.createRole({ RoleName: 'foreign', AssumeRolePolicyDocument: trusting('ec2.amazonaws.com') })
  await iam.createInstanceProfile({ InstanceProfileName: 'foreign' })
  await iam.addRoleToInstanceProfile({ InstanceProfileName: 'foreign', RoleName: 'foreign' })
  const id = await launchWith('foreign', 'cn-north-1')
  expect(JSON.parse(await readMetadata(id, 'iam/security-credentials/foreign'))).toMatchObject({ Code: 'AssumeRoleUnauthorizedAccess' })
})
