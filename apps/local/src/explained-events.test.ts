import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type TestCredentials, testAccount } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

let cloud: Cloud
const arn = (resource: string): string => `arn:aws:iam::${testAccount}:${resource}`
const allow = (Action: string | string[], Resource = '*', Condition?: object): object => ({ Effect: 'Allow', Action, Resource, ...(Condition === undefined ? {} : { Condition }) })
const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const ec2Arn = (resource: string): string => `arn:aws:ec2:us-east-1:${testAccount}:${resource}`
const trustOf = (Condition?: object): string => document({ Effect: 'Allow', Principal: { AWS: testAccount }, Action: ['sts:AssumeRole', 'sts:TagSession'], ...(Condition === undefined ? {} : { Condition }) })

const refused = async (call: Promise<unknown>): Promise<void> => {
  await expect(call).rejects.toMatchObject({ $metadata: expect.objectContaining({ httpStatusCode: 403 }) })
}

const assume = async (role: string, as: TestCredentials, more: object = {}): Promise<TestCredentials> => {
  const { Credentials } = await cloud.sts(as).assumeRole({ RoleArn: arn(`role/${role}`), RoleSessionName: 'night', ...more })
  return { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: Credentials?.SecretAccessKey ?? '', sessionToken: Credentials?.SessionToken ?? '' }
}

beforeAll(async () => {
  cloud = await createCloud('explained events')
})
afterAll(() => cloud.close())

describe('the request log explains', () => {
  it('an allowed call: who attached what, and the statement that allowed', async () => {
    const { root } = cloud
    const ann = await cloud.user('ann', document(allow('s3:*')))
    await root.createGroup({ GroupName: 'readers', Path: '/staff/' })
    await root.putGroupPolicy({ GroupName: 'readers', PolicyName: 'read', PolicyDocument: document({ Sid: 'Read', ...allow(['iam:Get*', 'iam:List*']) }) })
    await root.addUserToGroup({ GroupName: 'readers', UserName: 'ann' })
    await cloud.call('iam', 'ListUsers', ann)
    expect(await cloud.lastEvent()).toMatchObject({
      action: 'ListUsers',
      caller: arn('user/ann'),
      decision: 'allowed',
      checks: [
        {
          action: 'iam:ListUsers',
          decision: 'allowed',
          policies: expect.arrayContaining([
            { kind: 'identity', name: 'own', attachedTo: arn('user/ann'), outcome: 'silent', statements: [] },
            {
              kind: 'identity',
              name: 'read',
              attachedTo: arn('group/staff/readers'),
              outcome: 'allows',
              statements: [{ index: 0, sid: 'Read', effect: 'Allow', applies: true, failures: [], statement: { Sid: 'Read', Effect: 'Allow', Action: ['iam:Get*', 'iam:List*'], Resource: '*' } }],
            },
          ]),
          missing: [],
        },
      ],
    })
  })

  it('a launch check by check, to the one that is denied', async () => {
    const { root } = cloud
    await root.createRole({ RoleName: 'passed', AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }) })
    await root.createInstanceProfile({ InstanceProfileName: 'app' })
    await root.addRoleToInstanceProfile({ InstanceProfileName: 'app', RoleName: 'passed' })
    const passing = allow('iam:PassRole', '*', { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } })
    const bob = await cloud.user('bob', document(allow(['ec2:RunInstances', 'ec2:CreateTags', 'ssm:GetParameters']), passing))
    await cloud.call('ec2', 'RunInstances', bob)
    const event = await cloud.lastEvent()
    expect(event.checks.length).toBeGreaterThan(6)
    const denied = event.checks.at(-1)
    expect(event.checks.slice(0, -1).every(({ decision }) => decision === 'allowed')).toBe(true)
    expect(event).toMatchObject({ decision: 'implicitDeny', error: { code: 'UnauthorizedOperation', message: expect.not.stringContaining('Encoded') } })
    expect(denied).toMatchObject({
      action: 'iam:PassRole',
      resource: arn('role/passed'),
      policies: [
        {
          name: 'own',
          outcome: 'doesNotApply',
          statements: [{ index: 1, failures: [{ element: 'Condition', operator: 'StringEquals', key: 'iam:PassedToService', expected: ['lambda.amazonaws.com'], actual: ['ec2.amazonaws.com'] }] }],
        },
      ],
      missing: [{ kind: 'identity', statement: { Effect: 'Allow', Action: 'iam:PassRole', Resource: arn('role/passed') } }],
    })
    expect(event.checks[0]).toMatchObject({ action: 'ec2:RunInstances', resource: ec2Arn('instance/*'), policies: [{ name: 'own', outcome: 'allows' }] })
  })

  it('boundary and session policy of a role, each with what it lacks', async () => {
    const { root } = cloud
    const { Policy } = await root.createPolicy({ PolicyName: 'limit', PolicyDocument: document(allow('iam:Get*')) })
    await root.createRole({ RoleName: 'bound', AssumeRolePolicyDocument: trustOf(), PermissionsBoundary: Policy?.Arn })
    await root.putRolePolicy({ RoleName: 'bound', PolicyName: 'all', PolicyDocument: document(allow('*')) })
    const carl = await cloud.user('carl', document(allow('sts:*')))
    const session = await assume('bound', carl, { Policy: document(allow('ec2:*')) })
    await cloud.call('iam', 'ListUsers', session)
    const { checks } = await cloud.lastEvent()
    expect(checks[0]?.policies).toMatchObject([
      { kind: 'identity', name: 'all', attachedTo: arn('role/bound'), outcome: 'allows' },
      { kind: 'boundary', arn: Policy?.Arn, attachedTo: arn('role/bound'), outcome: 'silent' },
      { kind: 'session', name: 'session policy', attachedTo: `arn:aws:sts::${testAccount}:assumed-role/bound/night`, outcome: 'silent' },
    ])
    expect(checks[0]?.missing.map(({ kind }) => kind)).toEqual(['boundary', 'session'])
  })

  it('a trust policy whose condition failed', async () => {
    await cloud.root.createRole({ RoleName: 'partner', AssumeRolePolicyDocument: trustOf({ StringEquals: { 'sts:ExternalId': '4711' } }) })
    const dora = await cloud.user('dora', document(allow('sts:*')))
    await refused(assume('partner', dora, { ExternalId: '4712', Tags: [{ Key: 'team', Value: 'blue' }] }))
    const { checks } = await cloud.lastEvent()
    expect(checks).toHaveLength(1)
    expect(checks[0]).toMatchObject({
      action: 'sts:AssumeRole',
      policies: [
        {
          kind: 'trust',
          attachedTo: arn('role/partner'),
          outcome: 'doesNotApply',
          statements: [{ failures: [{ element: 'Condition', operator: 'StringEquals', key: 'sts:ExternalId', expected: ['4711'], actual: ['4712'] }] }],
        },
        { kind: 'identity', name: 'own', outcome: 'allows' },
      ],
      missing: [{ kind: 'trust', statement: { Effect: 'Allow', Principal: { AWS: arn('user/dora') }, Action: 'sts:AssumeRole' } }],
    })
  })

  it('whom a trust policy names by ARN, which it keeps by unique id, until they are gone', async () => {
    const { root } = cloud
    await root.createUser({ UserName: 'trusted' })
    const { User } = await root.getUser({ UserName: 'trusted' })
    const statement = { Effect: 'Allow', Principal: { AWS: arn('user/trusted') }, Action: 'sts:AssumeRole' }
    await root.createRole({ RoleName: 'narrow', AssumeRolePolicyDocument: document(statement) })
    const gil = await cloud.user('gil', document(allow('sts:*')))
    await refused(assume('narrow', gil))
    const explained = (text: string | undefined): object => ({
      checks: [{ policies: [{ statements: [{ statement: { ...statement, Principal: { AWS: text } }, failures: [{ element: 'Principal', expected: [text], actual: [arn('user/gil')] }] }] }, {}] }],
    })
    expect(await cloud.lastEvent()).toMatchObject(explained(arn('user/trusted')))
    await root.deleteUser({ UserName: 'trusted' })
    await refused(assume('narrow', gil))
    expect(await cloud.lastEvent()).toMatchObject(explained(User?.UserId))
  })

  it('that there is no such role, and which may have been meant', async () => {
    await cloud.root.createRole({ RoleName: 'deep', Path: '/team/', AssumeRolePolicyDocument: trustOf() })
    const hal = await cloud.user('hal', document(allow('sts:*')))
    await refused(assume('nowhere', hal))
    expect(await cloud.lastEvent()).toMatchObject({ decision: 'implicitDeny', checks: [{ resource: arn('role/nowhere'), remark: 'There is no such role.' }] })
    await refused(assume('deep', hal))
    expect(await cloud.lastEvent()).toMatchObject({ checks: [{ resource: arn('role/deep'), remark: `There is no such role; the one of that name is ${arn('role/team/deep')}.` }] })
    await assume('team/deep', hal)
    expect((await cloud.lastEvent()).checks[0]).not.toHaveProperty('remark')
  })

  it('that what a call names does not exist, so that its path is not known', async () => {
    const { root } = cloud
    await root.createUser({ UserName: 'present', Path: '/team/' })
    const ivy = await cloud.user('ivy', document(allow('iam:*', arn('*/team/*'))))
    await cloud.iam(ivy).getUser({ UserName: 'present' })
    expect((await cloud.lastEvent()).checks[0]).not.toHaveProperty('remark')
    await refused(cloud.iam(ivy).getUser({ UserName: 'absent' }))
    expect(await cloud.lastEvent()).toMatchObject({
      checks: [{ resource: arn('user/absent'), remark: 'There is no such user.', policies: [{ statements: [{ failures: [{ element: 'Resource', expected: [arn('*/team/*')], actual: [arn('user/absent')] }] }] }] }],
    })
    await refused(cloud.iam(ivy).getInstanceProfile({ InstanceProfileName: 'absent' }))
    expect(await cloud.lastEvent()).toMatchObject({ checks: [{ remark: 'There is no such instance profile.' }] })
  })

  it('by the policies that decided, though they change at once', async () => {
    const erik = await cloud.user('erik', document(allow('iam:GetRole')))
    await cloud.call('iam', 'ListUsers', erik)
    await cloud.root.putUserPolicy({ UserName: 'erik', PolicyName: 'own', PolicyDocument: document(allow('iam:*')) })
    await cloud.world.dependencies.requestLog.flush()
    const [record] = await cloud.world.store.requestEvents.list({ members: { caller: arn('user/erik') } })
    expect(record?.event).toMatchObject({ decision: 'implicitDeny', explanations: [{ policies: [{ name: 'own', outcome: 'silent' }] }], checks: [{ explanation: 0 }] })
  })

  it('by policies whose texts no database takes', async () => {
    const half = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"StringEquals":{"aws:UserAgent":["\\ud800","\\\\u0000"]}}}}'
    const gus = await cloud.user('gus', half)
    await cloud.call('iam', 'ListUsers', gus)
    const { checks } = await cloud.lastEvent()
    expect(checks[0]?.policies[0]?.statements[0]?.failures).toMatchObject([{ key: 'aws:UserAgent', expected: ['\uFFFD', '\\u0000'] }])
  })

  it('root, whom no policy decides about', async () => {
    await cloud.root.listUsers({})
    expect((await cloud.lastEvent()).checks).toMatchObject([{ decision: 'allowed', reasons: ['The root user has every permission of its account.'], policies: [], missing: [] }])
  })

  it('each of many calls that were allowed alike, though the explanation is written once', async () => {
    const fay = await cloud.user('fay', document(allow('iam:List*', arn('*')), allow('iam:*', arn('role/none'))))
    await cloud.world.dependencies.requestLog.flush()
    for (const name of ['ListUsers', 'ListRoles', 'ListUsers', 'ListUsers']) await cloud.call('iam', name, fay)
    const expected = [{ kind: 'identity', name: 'own', attachedTo: arn('user/fay'), outcome: 'allows', statements: [expect.objectContaining({ index: 0, applies: true })] }]
    expect(await cloud.lastEvent()).toMatchObject({ action: 'ListUsers', checks: [{ policies: expected }] })
    const records = await cloud.world.store.requestEvents.list({ members: { caller: arn('user/fay') } })
    expect(records.map(({ event }) => (event as { explanations: object[] }).explanations.length)).toEqual([1, 1, 0, 0])
  })
})

describe('enforcement that only audits', () => {
  it('records what would have been denied, and lets it pass', async () => {
    const audited = await createCloud('explained audit', 'audit')
    try {
      const ann = await audited.user('ann', document(allow('iam:GetRole')))
      expect((await audited.call('iam', 'ListUsers', ann)).code).toBeUndefined()
      expect(await audited.lastEvent()).toMatchObject({ action: 'ListUsers', decision: 'wouldDeny', status: 200, checks: [{ decision: 'implicitDeny', missing: [{ kind: 'identity' }] }] })
      expect((await audited.call('iam', 'GetRole', ann)).code).toBe('NoSuchEntityException')
      expect(await audited.lastEvent()).toMatchObject({ decision: 'allowed' })
      const wouldDeny = await audited.world.store.requestEvents.list({ members: { decision: 'wouldDeny' } })
      expect(wouldDeny).toHaveLength(1)
    } finally {
      await audited.close()
    }
  })
})
