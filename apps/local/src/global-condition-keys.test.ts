// Each global condition key as a policy is told it: a policy that wants this value allows, one that wants another does not.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { rootCredentials, type TestCredentials } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

const account = '123456789012'
const arn = (resource: string): string => `arn:aws:iam::${account}:${resource}`
const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })

let cloud: Cloud
let user: TestCredentials
let session: TestCredentials
let ids: Record<'user' | 'role', string>

/** A key with a value that it has and one that it does not. */
type Case = readonly [key: string, operator: string, met: () => string, unmet: () => string]

const always = (text: string) => (): string => text
const missing = (key: string): Case => [key, 'Null', always('true'), always('false')]
const inAnHour = (hours: number) => (): string => new Date(cloud.world.clock.now().getTime() + hours * 3_600_000).toISOString()
const epoch = (hours: number) => (): string => String(Math.floor(cloud.world.clock.now().getTime() / 1000) + hours * 3600)

const ofEveryCall: Case[] = [
  ['aws:CurrentTime', 'DateLessThan', inAnHour(1), inAnHour(-1)],
  ['aws:EpochTime', 'NumericGreaterThan', epoch(-1), epoch(1)],
  ['aws:SecureTransport', 'Bool', always('false'), always('true')],
  // IAM's only region, whatever the signature says.
  ['aws:RequestedRegion', 'StringEquals', always('us-east-1'), always('eu-west-1')],
  ['aws:UserAgent', 'StringLike', always('aws-sdk-js/*'), always('Boto3/*')],
  ['aws:Referer', 'StringEquals', always('https://console.example/'), always('https://other.example/')],
  ['aws:SourceIp', 'IpAddress', always('127.0.0.0/8'), always('10.0.0.0/8')],
  ['aws:ViaAWSService', 'Bool', always('false'), always('true')],
  ['aws:PrincipalAccount', 'StringEquals', always(account), always('111122223333')],
  ['aws:PrincipalIsAWSService', 'Bool', always('false'), always('true')],
  ['aws:ResourceAccount', 'StringEquals', always(account), always('111122223333')],
  ['aws:ResourceTag/stage', 'StringEquals', always('test'), always('live')],
  ['aws:PrincipalOrgID', 'StringEquals', always('o-exampleorg1'), always('o-exampleorg2')],
  ['aws:PrincipalOrgPaths', 'ForAnyValue:StringLike', always('o-exampleorg1/r-ab12/*'), always('o-exampleorg1/r-cd34/*')],
  ['aws:ResourceOrgID', 'StringEquals', always('o-exampleorg1'), always('o-exampleorg2')],
  ['aws:ResourceOrgPaths', 'ForAnyValue:StringLike', always('o-exampleorg1/r-ab12/*'), always('o-exampleorg1/r-cd34/*')],
  ...['aws:CalledVia', 'aws:PrincipalServiceName', 'aws:SourceArn', 'aws:SourceVpce', 'aws:FederatedProvider', 'aws:AssumedRoot', 'ec2:SourceInstanceARN', 'aws:RequestTag/stage', 'aws:TagKeys'].map(missing),
]

const ofUsers: Case[] = [
  ['aws:PrincipalArn', 'ArnEquals', always(arn('user/team/anna')), always(arn('user/anna'))],
  ['aws:PrincipalType', 'StringEquals', always('User'), always('AssumedRole')],
  ['aws:userid', 'StringEquals', () => ids.user, () => ids.role],
  ['aws:username', 'StringEquals', always('anna'), always('team/anna')],
  ['aws:PrincipalTag/team', 'StringEquals', always('blue'), always('red')],
  ...['aws:TokenIssueTime', 'aws:MultiFactorAuthPresent', 'aws:MultiFactorAuthAge', 'aws:SourceIdentity'].map(missing),
]

const ofRoleSessions: Case[] = [
  ['aws:PrincipalArn', 'ArnEquals', always(arn('role/team/worker')), always(`arn:aws:sts::${account}:assumed-role/worker/session`)],
  ['aws:PrincipalType', 'StringEquals', always('AssumedRole'), always('User')],
  ['aws:userid', 'StringEquals', () => `${ids.role}:session`, () => ids.role],
  ['aws:PrincipalTag/team', 'StringEquals', always('green'), always('blue')],
  ['aws:TokenIssueTime', 'DateGreaterThan', inAnHour(-1), inAnHour(1)],
  ['aws:MultiFactorAuthPresent', 'Bool', always('false'), always('true')],
  ['aws:SourceIdentity', 'StringEquals', always('anna'), always('bert')],
  ...['aws:username', 'aws:MultiFactorAuthAge'].map(missing),
]

beforeAll(async () => {
  cloud = await createCloud('global condition keys')
  const { root } = cloud
  const trusting = document({ Effect: 'Allow', Principal: { AWS: account }, Action: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'] })
  const { User } = await root.createUser({ UserName: 'anna', Path: '/team/', Tags: [{ Key: 'team', Value: 'blue' }] })
  const { Role } = await root.createRole({ RoleName: 'worker', Path: '/team/', AssumeRolePolicyDocument: trusting, Tags: [{ Key: 'team', Value: 'blue' }] })
  ids = { user: User?.UserId ?? '', role: Role?.RoleId ?? '' }
  await root.createRole({ RoleName: 'read', AssumeRolePolicyDocument: trusting, Tags: [{ Key: 'stage', Value: 'test' }] })
  await root.putUserPolicy({ UserName: 'anna', PolicyName: 'assume', PolicyDocument: document({ Effect: 'Allow', Action: 'sts:*', Resource: '*' }) })
  const { AccessKey } = await root.createAccessKey({ UserName: 'anna' })
  user = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' }
  const { Credentials } = await cloud.sts(user).assumeRole({
    RoleArn: arn('role/team/worker'),
    RoleSessionName: 'session',
    SourceIdentity: 'anna',
    Tags: [{ Key: 'team', Value: 'green' }],
  })
  session = { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: Credentials?.SecretAccessKey ?? '', sessionToken: Credentials?.SessionToken ?? '' }
  await cloud.join(account, { organizationPath: 'o-exampleorg1/r-ab12/' })
})
afterAll(() => cloud.close())

const getRole = (credentials: TestCredentials): Promise<unknown> => {
  const client = cloud.iam(credentials, 'eu-west-1')
  client.middlewareStack.add(
    (next) => (call) => {
      Object.assign((call.request as { headers: object }).headers, { referer: 'https://console.example/' })
      return next(call)
    },
    { step: 'build' },
  )
  return client.getRole({ RoleName: 'read' })
}

const wanting = ([key, operator]: Case, value: string): string =>
  document({ Effect: 'Allow', Action: 'iam:GetRole', Resource: '*', Condition: { [operator]: { [key]: value } } })

const refused = { name: 'AccessDenied', message: expect.stringContaining('because no identity-based policy allows the iam:GetRole action') }

describe.each([
  ['a user', [...ofEveryCall, ...ofUsers], (PolicyDocument: string) => cloud.root.putUserPolicy({ UserName: 'anna', PolicyName: 'read', PolicyDocument }), () => user],
  ['a session of a role', [...ofEveryCall, ...ofRoleSessions], (PolicyDocument: string) => cloud.root.putRolePolicy({ RoleName: 'worker', PolicyName: 'read', PolicyDocument }), () => session],
] as const)('a call of %s carries', (_, cases, allow, credentials) => {
  it.each(cases)('%s (%s)', async (...one) => {
    const [, , met, unmet] = one
    await allow(wanting(one, met()))
    await getRole(credentials())
    await allow(wanting(one, unmet()))
    await expect(getRole(credentials())).rejects.toMatchObject(refused)
  })
})

describe('a public image', () => {
  it('belongs to whoever publishes it, and to no organization of the caller', async () => {
    const { Images = [] } = await cloud.ec2(rootCredentials).describeImages({ Owners: ['amazon'], Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-kernel-6.1-x86_64'] }] })
    const [{ ImageId = '' } = {}] = Images
    const launch = { ImageId, InstanceType: 't3.micro' as const, MinCount: 1, MaxCount: 1, DryRun: true }
    const denying = (Condition: object): string =>
      document({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }, { Effect: 'Deny', Action: '*', Resource: '*', Condition })
    const within = cloud.ec2(await cloud.user('within', denying({ StringNotEquals: { 'aws:ResourceAccount': [account, '137112412989'] } })))
    await expect(within.runInstances(launch)).rejects.toMatchObject({ name: 'DryRunOperation' })
    const strict = cloud.ec2(await cloud.user('strict', denying({ StringNotEquals: { 'aws:ResourceOrgID': 'o-exampleorg1' } })))
    await expect(strict.runInstances(launch)).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining(`ec2:RunInstances on resource: arn:aws:ec2:us-east-1::image/${ImageId} with an explicit deny in an identity-based policy. Encoded`),
    })
  })
})
