import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { createTestWorld, type TestCredentials, testAccount, type TestWorld } from '@rolecall/testkit'
import { stsService } from '../sts-service.ts'
import { addRole, addUser } from '../../test/test-people.ts'

let world: TestWorld
let client: (credentials?: TestCredentials) => STSClient
let user: TestCredentials

const roleArn = (name: string, account = testAccount): string => `arn:aws:iam::${account}:role/${name}`

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts_assume_role' })
  const handler = world.handler(stsService(world) as never)
  client = (credentials) => new STSClient(world.client(handler, credentials))
  user = await addUser(world, { name: 'alice', policy: { Effect: 'Allow', Action: 'sts:*', Resource: '*' } })
  await addRole(world, { name: 'open', trust: { Effect: 'Allow', Principal: { AWS: testAccount }, Action: ['sts:AssumeRole', 'sts:TagSession'] } })
})

afterAll(() => world.close())

const assume = (credentials: TestCredentials, input: Partial<ConstructorParameters<typeof AssumeRoleCommand>[0]> = {}) =>
  client(credentials).send(new AssumeRoleCommand({ RoleArn: roleArn('open'), RoleSessionName: 'session', ...input }))

const sessionOf = async (credentials: TestCredentials, input = {}): Promise<TestCredentials> => {
  const { Credentials } = await assume(credentials, input)
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  }
}

describe('AssumeRole', () => {
  it('answers credentials that are the role session', async () => {
    const answer = await assume(user)
    expect(answer.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${testAccount}:assumed-role/open/session`)
    expect(answer.AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA[A-Z2-7]{17}:session$/)
    expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
    expect(answer.Credentials?.SessionToken).toMatch(/^IQoJb3JpZ2luX2Vj/)
    expect(answer.PackedPolicySize).toBeUndefined()
    const identity = await client(await sessionOf(user)).send(new GetCallerIdentityCommand({}))
    expect(identity).toMatchObject({ Account: testAccount, Arn: answer.AssumedRoleUser?.Arn, UserId: answer.AssumedRoleUser?.AssumedRoleId })
  })

  it('lets the session end after an hour unless told, and refuses it from then on', async () => {
    const session = await sessionOf(user)
    await world.advance(3590)
    await expect(client(session).send(new GetCallerIdentityCommand({}))).resolves.toBeDefined()
    await world.advance(20)
    await expect(client(session).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'ExpiredToken',
      message: 'The security token included in the request is expired',
      $metadata: { httpStatusCode: 403 },
    })
  })

  it('refuses root, whatever the trust policy says', async () => {
    await expect(assume({ accessKeyId: 'test', secretAccessKey: 'test' })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Roles may not be assumed by root accounts.',
    })
  })

  it('words a missing role and a trust policy that names another alike', async () => {
    await addRole(world, { name: 'closed', trust: { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' } })
    for (const name of ['closed', 'missing']) {
      await expect(assume(user, { RoleArn: roleArn(name) })).rejects.toMatchObject({
        name: 'AccessDenied',
        message: `User: arn:aws:iam::${testAccount}:user/alice is not authorized to perform: sts:AssumeRole on resource: ${roleArn(name)}`,
        $metadata: { httpStatusCode: 403 },
      })
    }
  })

  it('wants the external id that the trust policy asks for', async () => {
    await addRole(world, {
      name: 'partner',
      trust: {
        Effect: 'Allow',
        Principal: { AWS: testAccount },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': '4711' } },
      },
    })
    const RoleArn = roleArn('partner')
    await expect(assume(user, { RoleArn, ExternalId: '4711' })).resolves.toBeDefined()
    await expect(assume(user, { RoleArn, ExternalId: '4712' })).rejects.toMatchObject({ name: 'AccessDenied' })
    await expect(assume(user, { RoleArn })).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('needs an identity policy when the trust policy names the account only', async () => {
    const nobody = await addUser(world, { name: 'nobody' })
    await expect(assume(nobody)).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('limits a session by the role and by an hour when roles are chained', async () => {
    await expect(assume(user, { DurationSeconds: 7200 })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    })
    await addRole(world, { name: 'long', maxSessionSeconds: 43_200, trust: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' } })
    const first = await sessionOf(user, { RoleArn: roleArn('long'), DurationSeconds: 43_200 })
    await expect(assume(first, { RoleArn: roleArn('long'), DurationSeconds: 3601 })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    })
  })

  it('refuses values outside the model, echoing them as STS does', async () => {
    await expect(assume(user, { RoleSessionName: 'bad/name' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: String.raw`1 validation error detected: Value 'bad/name' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*`,
    })
    await expect(assume(user, { DurationSeconds: 899 })).rejects.toMatchObject({
      message: "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    })
    await expect(assume(user, { RoleArn: 'not-an-arn-but-long-enough' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'not-an-arn-but-long-enough is invalid',
    })
  })

  it('keeps tag rules and reports the packed size', async () => {
    const Tags = [
      { Key: 'team', Value: 'a' },
      { Key: 'Team', Value: 'b' },
    ]
    await expect(assume(user, { Tags })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    })
    await expect(assume(user, { Tags: Tags.slice(0, 1), TransitiveTagKeys: ['other'] })).rejects.toMatchObject({
      message: 'The specified transitive tag key must be included in the requested tags.',
    })
    const { PackedPolicySize } = await assume(user, { Tags: Tags.slice(0, 1) })
    expect(PackedPolicySize).toBeGreaterThan(0)
  })

  it('ends every session of a role that is deleted, also when one of the same name is made', async () => {
    const trust = { Effect: 'Allow', Principal: { AWS: testAccount }, Action: 'sts:AssumeRole' }
    await addRole(world, { name: 'short-lived', trust })
    const session = await sessionOf(user, { RoleArn: roleArn('short-lived') })
    await world.database.pool.query("DELETE FROM iam_roles WHERE name = 'short-lived'")
    await addRole(world, { name: 'short-lived', trust })
    await expect(client(session).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      message: 'The security token included in the request is invalid.',
    })
  })
})
