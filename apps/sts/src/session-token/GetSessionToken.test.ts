import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { createTestWorld, type TestCredentials, testAccount, type TestWorld } from '@rolecall/testkit'
import { stsService } from '../sts-service.ts'
import { addUser } from '../../test/test-people.ts'

let world: TestWorld
let client: (credentials?: TestCredentials) => STSClient

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts_GetSessionToken' })
  const handler = world.handler(stsService(world))
  client = (credentials) => new STSClient(world.client(handler, credentials))
})
afterAll(() => world.close())

describe('GetSessionToken', () => {
  const sessionOf = async (credentials: TestCredentials): Promise<TestCredentials> => {
    const { Credentials } = await client(credentials).send(new GetSessionTokenCommand({}))
    return { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: Credentials?.SecretAccessKey ?? '', sessionToken: Credentials?.SessionToken ?? '' }
  }

  it('gives a session that is the user, without any permission', async () => {
    const user = await addUser(world, { name: 'bob' })
    const identity = await client(await sessionOf(user)).send(new GetCallerIdentityCommand({}))
    expect(identity.Arn).toBe(`arn:aws:iam::${testAccount}:user/bob`)
  })

  it('is refused under an explicit Deny and to session credentials', async () => {
    const denied = await addUser(world, { name: 'carol', policy: { Effect: 'Deny', Action: 'sts:GetSessionToken', Resource: '*' } })
    await expect(client(denied).send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('with an explicit deny in an identity-based policy'),
    })
    const session = await sessionOf(await addUser(world, { name: 'dave' }))
    await expect(client(session).send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Cannot call GetSessionToken with session credentials',
    })
  })

  it('caps the session of root at an hour', async () => {
    const { Credentials } = await client().send(new GetSessionTokenCommand({ DurationSeconds: 7200 }))
    const lifetimeSeconds = ((Credentials?.Expiration?.getTime() ?? 0) - world.clock.nowMilliseconds()) / 1000
    expect(lifetimeSeconds).toBeLessThanOrEqual(3600)
    expect(lifetimeSeconds).toBeGreaterThan(3590)
  })
})
