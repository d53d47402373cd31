import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { oneTimeCode, type TestCredentials } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

const policy = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const withMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }

interface Person {
  keys: TestCredentials
  serialNumber: string
  /** What the device shows, now or so many seconds later. */
  code(seconds?: number): string
}

let cloud: Cloud
let ann: Person

const addPerson = async (name: string, document: string): Promise<Person> => {
  const keys = await cloud.user(name, document)
  const { VirtualMFADevice } = await cloud.root.createVirtualMFADevice({ VirtualMFADeviceName: name })
  const serialNumber = VirtualMFADevice?.SerialNumber ?? ''
  const seed = Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString()
  const code = (seconds = 0): string => oneTimeCode(seed, cloud.world.clock.nowMilliseconds() + seconds * 1000)
  await cloud.root.enableMFADevice({ UserName: name, SerialNumber: serialNumber, AuthenticationCode1: code(-30), AuthenticationCode2: code() })
  return { keys, serialNumber, code }
}

const credentialsOf = (answer: { Credentials?: { AccessKeyId?: string; SecretAccessKey?: string; SessionToken?: string } }): TestCredentials => {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

const sessionOf = async ({ keys }: Person, mfa: object = {}): Promise<TestCredentials> => credentialsOf(await cloud.sts(keys).getSessionToken(mfa))

const invalidCode = { name: 'AccessDenied', message: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ', $metadata: { httpStatusCode: 403 } }
const notTheirs = {
  name: 'AccessDenied',
  message: 'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
  $metadata: { httpStatusCode: 403 },
}

beforeAll(async () => {
  cloud = await createCloud('mfa')
  const own = policy({ Effect: 'Allow', Action: ['iam:GetUser', 'ec2:DescribeRegions'], Resource: '*', Condition: withMfa }, { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' })
  ann = await addPerson('ann', own)
  const trust = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:user/ann' }, Action: 'sts:AssumeRole', Condition: withMfa }
  await cloud.root.createRole({ RoleName: 'guarded', AssumeRolePolicyDocument: policy(trust) })
  await cloud.root.createRole({ RoleName: 'open', AssumeRolePolicyDocument: policy({ ...trust, Condition: undefined }) })
  for (const RoleName of ['guarded', 'open']) {
    const fresh = { ...withMfa, NumericLessThan: { 'aws:MultiFactorAuthAge': '600' } }
    await cloud.root.putRolePolicy({ RoleName, PolicyName: 'p', PolicyDocument: policy({ Effect: 'Allow', Action: 'ec2:DescribeRegions', Resource: '*', Condition: fresh }) })
  }
})
afterAll(() => cloud.close())

// Codes are taken once, so that each test moves on to those of another time.
const nextCodes = () => cloud.world.advance(120)

describe('GetSessionToken with MFA', () => {
  it('makes a session that has shown MFA, which may call IAM', async () => {
    await nextCodes()
    const session = await sessionOf(ann, { SerialNumber: ann.serialNumber, TokenCode: ann.code() })
    expect((await cloud.iam(session).getUser({})).User?.UserName).toBe('ann')
    await cloud.ec2(session).describeRegions({})
  })

  it('makes one that has not without the code: IAM does not take it, and conditions on MFA see it', async () => {
    const session = await sessionOf(ann)
    await expect(cloud.iam(session).getUser({})).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
    await expect(cloud.ec2(session).describeRegions({})).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
    await expect(cloud.ec2(ann.keys).describeRegions({})).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })

  it('refuses wrong codes, old ones and those that were used', async () => {
    await nextCodes()
    const ask = (TokenCode: string) => sessionOf(ann, { SerialNumber: ann.serialNumber, TokenCode })
    const code = ann.code()
    await expect(ask(ann.code(-90))).rejects.toMatchObject(invalidCode)
    await expect(ask(String((Number(code) + 1) % 1_000_000).padStart(6, '0'))).rejects.toMatchObject(invalidCode)
    await ask(code)
    await expect(ask(code)).rejects.toMatchObject(invalidCode)
    const { error } = await cloud.lastEvent()
    expect(error).toMatchObject({ code: 'AccessDenied', reason: 'The code was used before.' })
    await ask(ann.code(30))
    await ask(ann.code(-30))
  })

  it('refuses one member without the other, and devices of others', async () => {
    await expect(sessionOf(ann, { SerialNumber: ann.serialNumber })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
    })
    const bob = await addPerson('bob', policy({ Effect: 'Allow', Action: 'sts:*', Resource: '*' }))
    await expect(sessionOf(ann, { SerialNumber: bob.serialNumber, TokenCode: bob.code() })).rejects.toMatchObject(notTheirs)
    await expect(sessionOf(ann, { SerialNumber: 'GAHT12345678', TokenCode: '123456' })).rejects.toMatchObject(notTheirs)
    await cloud.root.deactivateMFADevice({ UserName: 'bob', SerialNumber: bob.serialNumber })
    await expect(sessionOf(bob, { SerialNumber: bob.serialNumber, TokenCode: bob.code() })).rejects.toMatchObject(notTheirs)
  })

  it('takes a code once, however many ask at once', async () => {
    await nextCodes()
    const TokenCode = ann.code()
    const asked = Array.from({ length: 8 }, () => sessionOf(ann, { SerialNumber: ann.serialNumber, TokenCode }))
    const outcomes = await Promise.allSettled(asked)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('takes what an authenticator shows that knows only real time', async () => {
    const real = cloud.world.clock.offsetMilliseconds / 1000
    await cloud.world.advance(7200)
    await sessionOf(ann, { SerialNumber: ann.serialNumber, TokenCode: ann.code(-7200 - real + 30) })
  })
})

describe('AssumeRole with MFA', () => {
  const assume = async (RoleName: string, mfa: object = {}) =>
    credentialsOf(await cloud.sts(ann.keys).assumeRole({ RoleArn: `arn:aws:iam::123456789012:role/${RoleName}`, RoleSessionName: 'session', ...mfa }))

  it('opens a role that demands it, for a session that tells how long ago MFA was shown', async () => {
    await nextCodes()
    await expect(assume('guarded')).rejects.toMatchObject({ name: 'AccessDenied' })
    const session = await assume('guarded', { SerialNumber: ann.serialNumber, TokenCode: ann.code() })
    await cloud.ec2(session).describeRegions({})
    await cloud.world.advance(570)
    await cloud.ec2(session).describeRegions({})
    await cloud.world.advance(31)
    await expect(cloud.ec2(session).describeRegions({})).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })

  it('opens it also for a session that GetSessionToken made with MFA, but the role’s session has not shown any', async () => {
    await nextCodes()
    const session = await sessionOf(ann, { SerialNumber: ann.serialNumber, TokenCode: ann.code() })
    const role = { RoleArn: 'arn:aws:iam::123456789012:role/guarded', RoleSessionName: 'session' }
    const assumed = credentialsOf(await cloud.sts(session).assumeRole(role))
    await expect(cloud.ec2(assumed).describeRegions({})).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })

  it('heeds a code that comes with a session without MFA, also when the role was assumed without one before', async () => {
    await nextCodes()
    const statement = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:user/ann' }, Action: 'sts:AssumeRole' }
    await cloud.root.createRole({ RoleName: 'without', AssumeRolePolicyDocument: policy({ ...statement, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }) })
    const sts = cloud.sts(await sessionOf(ann))
    const role = { RoleArn: 'arn:aws:iam::123456789012:role/without', RoleSessionName: 'session' }
    await sts.assumeRole(role)
    await expect(sts.assumeRole({ ...role, SerialNumber: ann.serialNumber, TokenCode: ann.code() })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('is not authorized to perform: sts:AssumeRole'),
    })
    await sts.assumeRole(role)
  })

  it('refuses a role session that brings a code: roles have no devices', async () => {
    await nextCodes()
    const session = await assume('open')
    await cloud.root.putRolePolicy({ RoleName: 'open', PolicyName: 'chain', PolicyDocument: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }) })
    const chained = cloud.sts(session).assumeRole({
      RoleArn: 'arn:aws:iam::123456789012:role/guarded',
      RoleSessionName: 'session',
      SerialNumber: ann.serialNumber,
      TokenCode: ann.code(),
    })
    await expect(chained).rejects.toMatchObject(notTheirs)
  })

  it('refuses a wrong code before it looks at the role', async () => {
    const wrong = assume('guarded', { SerialNumber: ann.serialNumber, TokenCode: ann.code(-300) })
    await expect(wrong).rejects.toMatchObject(invalidCode)
  })
})
