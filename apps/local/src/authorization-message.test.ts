import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { rootCredentials, type TestCredentials, testAccount } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

let cloud: Cloud
const instance = 'i-0123456789abcdef0'
const instanceArn = `arn:aws:ec2:us-east-1:${testAccount}:instance/${instance}`

const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })

const refusal = async (call: Promise<unknown>): Promise<string> => {
  const error: unknown = await call.then(
    () => new Error('The call was not refused.'),
    (thrown: unknown) => thrown,
  )
  return (error as Error).message
}

const encodedIn = (message: string): string => /Encoded authorization failure message: ([\w-]+)$/.exec(message)?.[1] ?? ''

const decode = async (message: string, as: TestCredentials = rootCredentials): Promise<Record<string, unknown>> => {
  const { DecodedMessage } = await cloud.sts(as).decodeAuthorizationMessage({ EncodedMessage: encodedIn(message) })
  expect(DecodedMessage).not.toContain('\n')
  return JSON.parse(DecodedMessage ?? '') as Record<string, unknown>
}

const condition = (key: string, value: string) => ({ key, values: { items: [{ value }] } })

beforeAll(async () => {
  cloud = await createCloud('authorization message')
})
afterAll(() => cloud.close())

describe('the message of a denial by EC2', () => {
  it('decodes to the layout of AWS when nothing allows', async () => {
    const user = await cloud.user('implicit')
    const decoded = await decode(await refusal(cloud.ec2(user).stopInstances({ InstanceIds: [instance] })))
    const userId = (await cloud.root.getUser({ UserName: 'implicit' })).User?.UserId
    expect(decoded).toEqual({
      allowed: false,
      explicitDeny: false,
      matchedStatements: { items: [] },
      failures: { items: [] },
      context: {
        principal: { id: userId, name: 'implicit', arn: `arn:aws:iam::${testAccount}:user/implicit` },
        action: 'ec2:StopInstances',
        resource: instanceArn,
        conditions: {
          items: expect.arrayContaining([
            condition('aws:Resource', `instance/${instance}`),
            condition('aws:Account', testAccount),
            condition('aws:Region', 'us-east-1'),
            condition('aws:Service', 'ec2'),
            condition('aws:Type', 'instance'),
            condition('aws:ID', instance),
            condition('aws:ARN', instanceArn),
          ]),
        },
      },
    })
  })

  it('tells of what is being made and of a role that is passed as of the call', async () => {
    const PolicyDocument = document({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' })
    await cloud.root.createRole({ RoleName: 'passed', Path: '/service/', AssumeRolePolicyDocument: PolicyDocument })
    await cloud.root.createInstanceProfile({ InstanceProfileName: 'passed' })
    await cloud.root.addRoleToInstanceProfile({ InstanceProfileName: 'passed', RoleName: 'passed' })
    const { Images = [] } = await cloud.ec2(rootCredentials).describeImages({ Owners: ['amazon'], Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-kernel-6.1-x86_64'] }] })
    const launch = { ImageId: Images[0]?.ImageId, InstanceType: 't3.micro' as const, MinCount: 1, MaxCount: 1, IamInstanceProfile: { Name: 'passed' } }
    const conditionsOf = async (name: string, ...statements: object[]): Promise<Map<string, string>> => {
      const user = await cloud.user(name, document(...statements))
      const { context } = (await decode(await refusal(cloud.ec2(user).runInstances(launch)))) as { context: { conditions: { items: ReturnType<typeof condition>[] } } }
      return new Map(context.conditions.items.map(({ key, values }) => [key, values.items[0]?.value ?? '']))
    }
    const made = await conditionsOf('maker', { Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' })
    expect(Object.fromEntries(made)).toMatchObject({ 'aws:Resource': 'instance/*', 'aws:Type': 'instance', 'aws:Region': 'us-east-1', 'ec2:InstanceID': '*', 'ec2:InstanceMarketType': 'on-demand' })
    expect(made.has('aws:ID')).toBe(false)
    const passed = await conditionsOf('passing', { Effect: 'Allow', Action: 'ec2:*', Resource: '*' })
    expect(Object.fromEntries(passed)).toMatchObject({
      'aws:Resource': 'role/service/passed',
      'aws:Account': testAccount,
      'aws:Region': 'us-east-1',
      'aws:Service': 'ec2',
      'aws:Type': 'role',
      'iam:PassedToService': 'ec2.amazonaws.com',
      'iam:AssociatedResourceArn': `arn:aws:ec2:us-east-1:${testAccount}:instance/*`,
    })
    expect(passed.has('aws:ID')).toBe(false)
  })

  it('names the statement that denies, for a session of a role', async () => {
    const trust = document({ Effect: 'Allow', Principal: { AWS: testAccount }, Action: 'sts:AssumeRole' })
    const { Role } = await cloud.root.createRole({ RoleName: 'denied', AssumeRolePolicyDocument: trust })
    const deny = { Sid: 'KeepRunning', Effect: 'Deny', Action: ['ec2:Stop*', 'ec2:Terminate*'], Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } } }
    const PolicyDocument = document({ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }, deny)
    await cloud.root.putRolePolicy({ RoleName: 'denied', PolicyName: 'own', PolicyDocument })
    const assuming = await cloud.user('assuming', document({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }))
    const { Credentials } = await cloud.sts(assuming).assumeRole({ RoleArn: Role?.Arn, RoleSessionName: 'night' })
    const session = { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: Credentials?.SecretAccessKey ?? '', sessionToken: Credentials?.SessionToken ?? '' }
    const message = await refusal(cloud.ec2(session).stopInstances({ InstanceIds: [instance] }))
    expect(await decode(message)).toMatchObject({
      explicitDeny: true,
      matchedStatements: {
        items: [
          {
            statementId: 'KeepRunning',
            effect: 'DENY',
            principals: { items: [{ value: Role?.RoleId }] },
            principalGroups: { items: [] },
            actions: { items: [{ value: 'ec2:Stop*' }, { value: 'ec2:Terminate*' }] },
            resources: { items: [{ value: '*' }] },
            conditions: { items: [{ key: 'aws:RequestedRegion', values: { items: [{ value: 'us-east-1' }, { value: 'eu-west-1' }] } }] },
          },
        ],
      },
      context: { principal: { id: `${Role?.RoleId ?? ''}:night`, arn: `arn:aws:sts::${testAccount}:assumed-role/denied/night` } },
    })
    // The session may call STS, but not read what was decided about it.
    await expect(cloud.sts(session).decodeAuthorizationMessage({ EncodedMessage: encodedIn(message) })).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('tells the condition keys of the check, whose values are many or one', async () => {
    const user = await cloud.user('tagging')
    const Tags = [{ Key: 'team', Value: 'blue' }, { Key: 'stage', Value: 'test' }]
    const decoded = await decode(await refusal(cloud.ec2(user).createTags({ Resources: [instance], Tags })))
    expect(decoded['context']).toMatchObject({
      conditions: {
        items: expect.arrayContaining([
          condition('aws:RequestTag/team', 'blue'),
          { key: 'aws:TagKeys', values: { items: [{ value: 'team' }, { value: 'stage' }] } },
        ]),
      },
    })
  })

  it('can always be decoded, however long the statement that denies', async () => {
    const Resource = [instanceArn, ...Array.from({ length: 40 }, (_, index) => `${instanceArn}${'x'.repeat(60)}${index}`)]
    const user = await cloud.user('long', document({ Effect: 'Deny', Action: Array.from({ length: 8 }, (_, index) => `ec2:S*${index}`).concat('ec2:*'), Resource: Resource.slice(0, 14) }))
    const Tags = Array.from({ length: 45 }, (_, index) => ({ Key: `${index}${'k'.repeat(100)}`, Value: '"'.repeat(250) }))
    const message = await refusal(cloud.ec2(user).createTags({ Resources: [instance], Tags }))
    expect(encodedIn(message).length).toBeLessThanOrEqual(10_240)
    expect(await decode(message)).toMatchObject({ explicitDeny: true, matchedStatements: { items: [{ effect: 'DENY' }] } })
  })

  it('is of no use to another account', async () => {
    const user = await cloud.user('stranger')
    const message = await refusal(cloud.ec2(user).stopInstances({ InstanceIds: [instance] }))
    const other = { accessKeyId: '210987654321', secretAccessKey: 'test' }
    await expect(decode(message, other)).rejects.toMatchObject({ name: 'InvalidAuthorizationMessageException' })
  })
})
