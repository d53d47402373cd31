import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type EdgeContext, generateRolePolicy } from '@rolecall/app-edge'
import { type TestCredentials, testAccount } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

let cloud: Cloud
const arn = (resource: string): string => `arn:aws:iam::${testAccount}:${resource}`
const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const everything = document({ Effect: 'Allow', Action: '*', Resource: '*' })
const trust = document({ Effect: 'Allow', Principal: { AWS: testAccount, Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] }, Action: 'sts:AssumeRole' })

const generated = async (role: string) => {
  await cloud.world.dependencies.requestLog.flush()
  return generateRolePolicy({ ...cloud.world, configuration: { accountId: testAccount } } as unknown as EdgeContext, role, {})
}

/** A new role that may do everything, and a session of it. */
const newRole = async (RoleName: string): Promise<TestCredentials> => {
  await cloud.root.createRole({ RoleName, AssumeRolePolicyDocument: trust })
  await cloud.root.putRolePolicy({ RoleName, PolicyName: 'all', PolicyDocument: everything })
  const { Credentials } = await cloud.sts(assuming).assumeRole({ RoleArn: arn(`role/${RoleName}`), RoleSessionName: 'work' })
  return { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: Credentials?.SecretAccessKey ?? '', sessionToken: Credentials?.SessionToken ?? '' }
}

/** Puts the generated policy on the role in place of what it had. */
const replacePolicies = async (RoleName: string): Promise<void> => {
  const { policy } = await generated(RoleName)
  await cloud.root.putRolePolicy({ RoleName, PolicyName: 'generated', PolicyDocument: JSON.stringify(policy) })
  await cloud.root.deleteRolePolicy({ RoleName, PolicyName: 'all' })
}

type Call = () => Promise<unknown>

const isRefused = async (call: Call): Promise<boolean> => {
  try {
    await call()
    return false
  } catch (error) {
    const { name, message } = error as Error
    return (name === 'AccessDenied' || name === 'UnauthorizedOperation') && message.includes('is not authorized to perform')
  }
}

const refusals = async (calls: Record<string, Call>): Promise<string[]> => {
  const refused: string[] = []
  for (const [name, call] of Object.entries(calls)) if (await isRefused(call)) refused.push(name)
  return refused
}

let assuming: TestCredentials

beforeAll(async () => {
  cloud = await createCloud('generated policy')
  assuming = await cloud.user('assuming', document({ Effect: 'Allow', Action: 'sts:*', Resource: '*' }))
  for (const RoleName of ['app', 'open', 'other']) await cloud.root.createRole({ RoleName, AssumeRolePolicyDocument: trust })
  for (const name of ['app', 'other']) {
    await cloud.root.createInstanceProfile({ InstanceProfileName: name })
    await cloud.root.addRoleToInstanceProfile({ InstanceProfileName: name, RoleName: name })
  }
})
afterAll(() => cloud.close())

describe('the policy for what a role called, in place of those it had', () => {
  it('allows the calls again, and not what differs by the resource, the role passed, the policy, the region or the type', async () => {
    const session = await newRole('worker')
    const iam = cloud.iam(session)
    const [ec2, sts] = [cloud.ec2(session), cloud.sts(session)]
    const ImageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
    const launch = (profile: string, more: object = {}): Call => () => ec2.runInstances({ ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, DryRun: true, IamInstanceProfile: { Name: profile }, ...more })
    const tagged = { TagSpecifications: [{ ResourceType: 'instance' as const, Tags: [{ Key: 'team', Value: 'blue' }] }] }
    const instance = 'i-0123456789abcdef0'
    const done: Record<string, Call> = {
      describe: () => ec2.describeInstances({}),
      images: () => ec2.describeImages({ Owners: ['amazon'], MaxResults: 5 }),
      launch: launch('app', tagged),
      stop: () => ec2.stopInstances({ InstanceIds: [instance] }),
      start: () => ec2.startInstances({ InstanceIds: [instance] }),
      read: () => iam.getRole({ RoleName: 'app' }),
      list: () => iam.listUsers({}),
      attach: () => iam.attachRolePolicy({ RoleName: 'other', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
      assume: () => sts.assumeRole({ RoleArn: arn('role/open'), RoleSessionName: 'chained' }),
      who: () => sts.getCallerIdentity({}),
    }
    expect(await refusals(done)).toEqual([])
    await replacePolicies('worker')
    expect(await refusals(done)).toEqual([])
    const more: Record<string, Call> = {
      'another region': () => cloud.ec2(session, 'eu-west-1').describeInstances({}),
      'another list': () => ec2.describeVolumes({}),
      'another profile': launch('other'),
      'another type': launch('app', { InstanceType: 't3.large' }),
      'another instance': () => ec2.stopInstances({ InstanceIds: ['i-0fedcba9876543210'] }),
      'another action on it': () => ec2.terminateInstances({ InstanceIds: [instance] }),
      'tags of what exists': () => ec2.createTags({ Resources: [instance], Tags: [{ Key: 'team', Value: 'red' }] }),
      'another role': () => iam.getRole({ RoleName: 'other' }),
      'another attached policy': () => iam.attachRolePolicy({ RoleName: 'other', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
      'attached elsewhere': () => iam.attachRolePolicy({ RoleName: 'app', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
      'another role assumed': () => sts.assumeRole({ RoleArn: arn('role/worker'), RoleSessionName: 'chained' }),
    }
    expect(await refusals(more)).toEqual(Object.keys(more))
  })

  it('is short and says what the calls were for', async () => {
    const { policy } = await generated('worker')
    const conditions = policy.Statement.flatMap(({ Condition }) => (Condition === undefined ? [] : [Condition.StringEquals]))
    expect(conditions).toEqual(
      expect.arrayContaining([
        { 'iam:PassedToService': 'ec2.amazonaws.com' },
        { 'ec2:CreateAction': 'RunInstances' },
        { 'ec2:InstanceType': 't3.micro' },
        { 'aws:RequestedRegion': 'us-east-1' },
        { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      ]),
    )
    expect(policy.Statement).toContainEqual({ Effect: 'Allow', Action: ['ec2:StartInstances', 'ec2:StopInstances'], Resource: `arn:aws:ec2:us-east-1:${testAccount}:instance/i-0123456789abcdef0` })
    expect(policy.Statement).toContainEqual({ Effect: 'Allow', Action: ['ec2:DescribeImages', 'ec2:DescribeInstances'], Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } })
    expect(policy.Statement.length).toBeLessThan(13)
  })

  it('holds for a third of all operations: those are allowed again, the others refused', async () => {
    const session = await newRole('thirds')
    // An account's first spot request would make this role, and need the permission to.
    await cloud.root.createServiceLinkedRole({ AWSServiceName: 'spot.amazonaws.com' })
    // Operations on access keys name one of a user.
    const stand = new Map([[session.accessKeyId, assuming.accessKeyId]])
    const call = ([service, name]: Cloud['operations'][number]): Call => async () => {
      const { code, message } = await cloud.call(service, name, { ...session, stand })
      if (code !== undefined) throw Object.assign(new Error(message), { name: code })
    }
    // What needs no permission is refused by nothing, and what is not for sessions of roles by no policy.
    const open = new Set(['GetCallerIdentity', 'GetSessionToken', 'GetFederationToken', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'])
    const operations = cloud.operations.filter(([, name]) => !open.has(name))
    const callsOf = (list: typeof operations): Record<string, Call> => Object.fromEntries(list.map((operation) => [operation.join(':'), call(operation)]))
    const done = callsOf(operations.filter((_, index) => index % 3 === 0))
    const others = callsOf(operations.filter((_, index) => index % 3 !== 0))
    expect(await refusals(done)).toEqual([])
    await replacePolicies('thirds')
    // Creating a thing with tags needs the permission to tag it.
    const granted = new Set((await generated('thirds')).policy.Statement.flatMap(({ Action }) => Action))
    const notDone = Object.keys(others).filter((name) => !granted.has(name))
    expect(notDone.length).toBeGreaterThan(Object.keys(others).length - 5)
    expect(await refusals(others)).toEqual(notDone)
    expect(await refusals(done)).toEqual([])
  }, 120_000)
})
