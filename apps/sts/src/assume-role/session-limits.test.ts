import { STS, type AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createTestWorld, type TestCredentials, type TestWorld } from '@rolecall/testkit'
import { addRole, addUser } from '../../test/test-people.ts'
import { stsService } from '../sts-service.ts'

let world: TestWorld
let as: (credentials: TestCredentials) => STS
let user: STS

const open = { Effect: 'Allow', Principal: { AWS: '*' }, Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity', 'sts:SetContext'] }
const everything = { Effect: 'Allow', Action: '*', Resource: '*' }

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts session limits' })
  const handler = world.handler(stsService(world.dependencies))
  as = (credentials) => new STS(world.client(handler, credentials) as never)
  user = as(await addUser(world, { name: 'ann', policy: everything }))
  await addRole(world, { name: 'open', trust: open, policy: everything })
  await addRole(world, { name: 'plain', trust: { ...open, Action: 'sts:AssumeRole' }, policy: everything })
})
afterAll(() => world.close())

const assume = (input: Partial<AssumeRoleCommandInput> = {}, sts = user) =>
  sts.assumeRole({ RoleArn: 'arn:aws:iam::123456789012:role/open', RoleSessionName: 'session', ...input })

const invalid = (clause: string) => ({ name: 'ValidationError', message: `1 validation error detected: ${clause}`, $metadata: { httpStatusCode: 400 } })
const policy = (resource: string): string => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${resource}` }] })
// What does not compress: the ends of ids are drawn.
const noise = (length: number): string => Array.from({ length }, () => world.ids.uniqueId('AIDA', '123456789012').slice(-1)).join('')
const noisyTags = (count: number, length: number) => Array.from({ length: count }, (_, index) => ({ Key: `${index}${noise(length)}`, Value: noise(length) }))

describe('the policies of a session', () => {
  it('end at 2048 characters and ten managed ones', async () => {
    const long = policy('x'.repeat(2048))
    await expect(assume({ Policy: long })).rejects.toMatchObject(
      invalid(`Value '${long}' at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048`),
    )
    const PolicyArns = Array.from({ length: 11 }, () => ({ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }))
    await expect(assume({ PolicyArns })).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(/at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10$/),
    })
    await expect(user.getFederationToken({ Name: 'bob', PolicyArns })).rejects.toMatchObject({ name: 'ValidationError' })
    await assume({ PolicyArns: PolicyArns.slice(1) })
  })

  it('are refused when they are no policies, or not there', async () => {
    await expect(assume({ Policy: '{' })).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException', message: 'Syntax errors in policy.' })
    await expect(assume({ Policy: JSON.stringify({ Version: '2012-10-17', Statement: [open] }) })).rejects.toMatchObject({ message: 'Policy document should not specify a principal.' })
    await assume({ Policy: policy('a').replace('2012', '2008') })
    const arn = 'arn:aws:iam::123456789012:policy/none'
    await expect(assume({ PolicyArns: [{ arn }] })).rejects.toMatchObject({ name: 'ValidationError', message: `Policy ARN ${arn} does not exist or is not attachable.` })
  })

  it('and its tags share a space, whose use is told when some are given', async () => {
    expect(await assume()).not.toHaveProperty('PackedPolicySize')
    for (const input of [{ Policy: policy('a') }, { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] }, { Tags: [{ Key: 'a', Value: 'b' }] }]) {
      const { PackedPolicySize = 0 } = await assume(input)
      expect(PackedPolicySize).toBeGreaterThan(0)
      expect(PackedPolicySize).toBeLessThan(20)
    }
    const full = (message: RegExp) => ({ name: 'PackedPolicyTooLargeException', message: expect.stringMatching(message), $metadata: { httpStatusCode: 400 } })
    await expect(assume({ Policy: policy(noise(1900)) })).rejects.toMatchObject(full(/^Packed policy consumes 1\d\d% of allotted space, please use smaller policy\.$/))
    await expect(assume({ Tags: noisyTags(10, 100) })).rejects.toMatchObject(full(/^Packed size of session tags consumes 1\d\d% of allotted space\.$/))
    await expect(assume({ Tags: noisyTags(50, 120) })).rejects.toMatchObject(full(/^Serialized token too large for session$/))
  })
})

describe('the names of a session', () => {
  it('are counted by characters and may be no others than these', async () => {
    const pattern = String.raw`Member must satisfy regular expression pattern: [\w+=,.@-]*`
    await expect(assume({ RoleSessionName: 'ab\u{1F600}' })).rejects.toMatchObject(invalid(`Value 'ab\u{1F600}' at 'roleSessionName' failed to satisfy constraint: ${pattern}`))
    await expect(assume({ RoleSessionName: 'a' })).rejects.toMatchObject(invalid("Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2"))
    const long = 'n'.repeat(65)
    await expect(assume({ RoleSessionName: long })).rejects.toMatchObject(invalid(`Value '${long}' at 'roleSessionName' failed to satisfy constraint: Member must have length less than or equal to 64`))
    await expect(assume({ SourceIdentity: 'aws:ann' })).rejects.toMatchObject(invalid(`Value 'aws:ann' at 'sourceIdentity' failed to satisfy constraint: ${pattern}`))
    expect(await assume({ SourceIdentity: 's'.repeat(256) })).toMatchObject({ SourceIdentity: 's'.repeat(256) })
    await expect(assume({ SourceIdentity: 's'.repeat(257) })).rejects.toMatchObject({ name: 'ValidationError' })
    await assume({ ExternalId: 'a/b:c@d' })
    await expect(assume({ ExternalId: 'a b' })).rejects.toMatchObject(invalid(String.raw`Value 'a b' at 'externalId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@:\/-]*`))
  })
})

describe('the role of a session', () => {
  const notAuthorized = (resource: string) => ({ name: 'AccessDenied', message: `User: arn:aws:iam::123456789012:user/ann is not authorized to perform: sts:AssumeRole on resource: ${resource}` })

  it.each(['arn:aws:iam::123456789012:', 'arn::iam::123456789012:role/x', 'arn:aws::us:123456789012:role/x', 'not-an-arn-but-long-enough:role'])('is none for %s', async (RoleArn) => {
    await expect(assume({ RoleArn })).rejects.toMatchObject({ name: 'ValidationError', message: `${RoleArn} is invalid` })
  })

  it.each([
    'arn:aws:iam::123456789012:role/path/open',
    'arn:aws:iam::999999999999:role/open',
    'arn:aws:iam:us-east-1:123456789012:role/open',
    'arn:aws-cn:iam::123456789012:role/open',
    'arn:aws:iam::123456789012:user/ann',
    'arn:aws:s3:::bucket-of-somebody',
  ])('is nobody by %s', async (RoleArn) => {
    await expect(assume({ RoleArn })).rejects.toMatchObject(notAuthorized(RoleArn))
  })

  it('is found whatever the case of its name', async () => {
    expect((await assume({ RoleArn: 'arn:aws:iam::123456789012:role/OPEN' })).AssumedRoleUser?.Arn).toBe('arn:aws:sts::123456789012:assumed-role/open/session')
  })
})

describe('contexts that AWS vouches for', () => {
  const context = (ProviderArn: string) => ({ ProvidedContexts: [{ ProviderArn, ContextAssertion: 'an-assertion' }] })
  const identityCenter = 'arn:aws:iam::aws:contextProvider/IdentityCenter'
  const plain = 'arn:aws:iam::123456789012:role/plain'

  it('need sts:SetContext, of caller and role', async () => {
    await assume(context(identityCenter))
    await expect(assume({ ...context(identityCenter), RoleArn: plain })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::123456789012:user/ann is not authorized to perform: sts:SetContext on resource: ${plain}`,
    })
  })

  it('come from providers that trust policies can name', async () => {
    const Condition = { ArnNotEquals: { 'sts:RequestContextProviders': 'arn:aws:iam::aws:contextProvider/Other' } }
    await addRole(world, { name: 'others', trust: [open, { ...open, Effect: 'Deny', Action: 'sts:SetContext', Condition }] })
    const RoleArn = 'arn:aws:iam::123456789012:role/others'
    await expect(assume({ ...context(identityCenter), RoleArn })).rejects.toMatchObject({ name: 'AccessDenied' })
    await assume({ ...context('arn:aws:iam::aws:contextProvider/Other'), RoleArn })
  })

  it.each(['arn:aws:iam::123456789012:contextProvider/Own', 'arn:aws-cn:iam::aws:contextProvider/IdentityCenter', 'nobody-in-particular'])('cannot come from %s', async (arn) => {
    await expect(assume(context(arn))).rejects.toMatchObject({ name: 'ValidationError', message: `${arn} is invalid` })
  })
})

describe('a chain of sessions', () => {
  const sessionOf = async (input: Partial<AssumeRoleCommandInput>, sts = user): Promise<STS> => {
    const { Credentials: { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = {} } = await assume(input, sts)
    return as({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken })
  }
  const plain = { RoleArn: 'arn:aws:iam::123456789012:role/plain' }
  const denied = (action: string) => ({
    name: 'AccessDenied',
    message: `User: arn:aws:sts::123456789012:assumed-role/open/session is not authorized to perform: ${action} on resource: ${plain.RoleArn}`,
  })

  it('keeps its source identity, which the next role must allow to be set', async () => {
    const session = await sessionOf({ SourceIdentity: 'ann' })
    expect(await assume({}, session)).toMatchObject({ SourceIdentity: 'ann' })
    expect(await assume({ SourceIdentity: 'ann' }, session)).toMatchObject({ SourceIdentity: 'ann' })
    await expect(assume({ SourceIdentity: 'bob' }, session)).rejects.toMatchObject({ name: 'ValidationError', message: 'The source identity is already set for this assume role session' })
    await expect(assume(plain, session)).rejects.toMatchObject(denied('sts:SetSourceIdentity'))
  })

  it('hands on transitive tags, which stay transitive and cannot be set again', async () => {
    const first = await sessionOf({ Tags: [{ Key: 'Team', Value: 'a' }, { Key: 'own', Value: 'b' }], TransitiveTagKeys: ['team'] })
    await expect(assume(plain, first)).rejects.toMatchObject(denied('sts:TagSession'))
    const Condition = { StringEquals: { 'aws:RequestTag/team': 'a' }, Null: { 'aws:RequestTag/own': 'true' }, 'ForAllValues:StringEquals': { 'aws:TagKeys': ['Team'] } }
    await addRole(world, { name: 'team-a', trust: { ...open, Condition }, policy: everything })
    const team = { RoleArn: 'arn:aws:iam::123456789012:role/team-a' }
    const third = await sessionOf(team, await sessionOf({}, first))
    await assume({ ...team, RoleSessionName: 'fourth' }, third)
    await expect(assume(team)).rejects.toMatchObject({ name: 'AccessDenied' })
    await expect(assume({ Tags: [{ Key: 'TEAM', Value: 'z' }] }, third)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    })
  })

  it('does not begin with a session that a user made of itself', async () => {
    await addRole(world, { name: 'long', trust: open, maxSessionSeconds: 43_200 })
    const { Credentials: { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = {} } = await user.getSessionToken({})
    await assume({ RoleArn: 'arn:aws:iam::123456789012:role/long', DurationSeconds: 43_200 }, as({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }))
  })
})
