import { STS } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createTestWorld, type TestCredentials, type TestWorld } from '@rolecall/testkit'
import { addRole, addUser } from '../test/test-people.ts'
import { stsService } from './index.ts'

let world: TestWorld
let as: (credentials: TestCredentials) => STS
let user: STS

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts token size' })
  const handler = world.handler(stsService(world.dependencies))
  as = (credentials) => new STS(world.client(handler, credentials) as never)
  user = as(await addUser(world, { name: 'ann', policy: { Effect: 'Allow', Action: '*', Resource: '*' } }))
  await addRole(world, { name: 'open', trust: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' } })
})
afterAll(() => world.close())

interface Sized {
  MinimumSessionTokenSize?: number
}

const operations = [
  ['AssumeRole', (input: Sized) => user.assumeRole({ RoleArn: 'arn:aws:iam::123456789012:role/open', RoleSessionName: 'session', ...input })],
  ['GetSessionToken', (input: Sized) => user.getSessionToken(input)],
  ['GetFederationToken', (input: Sized) => user.getFederationToken({ Name: 'bob', ...input })],
] as const

describe.each(operations)('the token of %s', (_name, issue) => {
  it('is as long as asked for, which the answer tells', async () => {
    for (const bytes of [1000, 2001, 4095, 4096]) {
      const { Credentials: { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = {}, SessionTokenSize, SessionTokenUtilization } = await issue({ MinimumSessionTokenSize: bytes })
      expect(SessionToken.length).toBeGreaterThanOrEqual(bytes)
      expect(SessionToken.length).toBeLessThan(bytes + 4)
      expect([SessionTokenSize, SessionTokenUtilization]).toEqual([SessionToken.length, Math.ceil(SessionToken.length / 40.96)])
      await as({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }).getCallerIdentity({})
    }
    const { Credentials, SessionTokenSize } = await issue({ MinimumSessionTokenSize: 1 })
    expect(SessionTokenSize).toBe(Credentials?.SessionToken?.length)
  })

  it('is not mentioned otherwise', async () => {
    for (const input of [{}, { MinimumSessionTokenSize: 0 }]) {
      const answer = await issue(input)
      expect([answer.SessionTokenSize, answer.SessionTokenUtilization]).toEqual([undefined, undefined])
      expect(answer.Credentials?.SessionToken?.length).toBeLessThan(600)
    }
  })

  it('ends at 4096 bytes', async () => {
    await expect(issue({ MinimumSessionTokenSize: 4097 })).rejects.toMatchObject({
      name: 'ValidationError',
      message: "1 validation error detected: Value '4097' at 'minimumSessionTokenSize' failed to satisfy constraint: Member must have value less than or equal to 4096",
    })
  })
})
