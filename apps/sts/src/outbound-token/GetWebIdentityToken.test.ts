import { STS } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { OwnIssuers } from '@rolecall/oidc'
import { createTestWorld, type TestCredentials, testAccount, type TestWorld } from '@rolecall/testkit'
import { addUser } from '../../test/test-people.ts'
import { stsService } from '../sts-service.ts'

let world: TestWorld
let user: TestCredentials
let as: (credentials: TestCredentials) => STS

const key = { partition: 'aws', account: testAccount }
const name = '01234567-89ab-4cde-8f01-23456789abcd'

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts GetWebIdentityToken' })
  const handler = world.handler(stsService(world))
  as = (credentials) => new STS(world.client(handler, credentials) as never)
  user = await addUser(world, { name: 'caller', policy: { Effect: 'Allow', Action: 'sts:*', Resource: '*' } })
  await new OwnIssuers(world).add({ name, url: `https://${name}.tokens.sts.global.api.aws`, algorithms: ['RS256', 'ES384'] })
})
afterAll(() => world.close())

const ask = (input: object = {}) => as(user).getWebIdentityToken({ Audience: ['https://api.example.com'], SigningAlgorithm: 'RS256', ...input })

describe('GetWebIdentityToken', () => {
  it('is refused while the account has the feature disabled', async () => {
    const refusal = {
      name: 'OutboundWebIdentityFederationDisabledException',
      message: expect.stringContaining('The outbound web identity federation feature is not enabled for this account.'),
      $metadata: { httpStatusCode: 403 },
    }
    await expect(ask()).rejects.toMatchObject(refusal)
    await world.store.accounts.setOutboundIssuer(key, { name, isEnabled: false })
    await expect(ask()).rejects.toMatchObject(refusal)
  })

  it('answers a token and when it ends, five minutes from now unless asked otherwise', async () => {
    await world.store.accounts.setOutboundIssuer(key, { name, isEnabled: true })
    const { WebIdentityToken = '', Expiration } = await ask()
    const [header = '', payload = ''] = WebIdentityToken.split('.').map((part) => Buffer.from(part, 'base64url').toString())
    expect(JSON.parse(header)).toMatchObject({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) })
    const { iss, iat, exp } = JSON.parse(payload) as { iss: string; iat: number; exp: number }
    expect(iss).toBe(`https://${name}.tokens.sts.global.api.aws`)
    expect(exp - iat).toBe(300)
    expect(Expiration?.getTime()).toBe(exp * 1000)
    const later = await ask({ DurationSeconds: 3600 })
    expect((later.Expiration?.getTime() ?? 0) - world.clock.nowMilliseconds()).toBeGreaterThan(3_590_000)
  })

  it('refuses what is no token request', async () => {
    await expect(ask({ SigningAlgorithm: 'HS256' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: "1 validation error detected: Value 'HS256' at 'signingAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: [RS256, ES384]",
    })
    await expect(ask({ DurationSeconds: 59 })).rejects.toMatchObject({
      name: 'ValidationError',
      message: "1 validation error detected: Value '59' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 60",
    })
    await expect(ask({ Audience: [] })).rejects.toMatchObject({ name: 'ValidationError' })
    await expect(ask({ Tags: ['a', 'A'].map((Key) => ({ Key, Value: '' })) })).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    const Tags = Array.from({ length: 50 }, (_, number) => ({ Key: `key-${number}`.padEnd(120, 'x'), Value: 'v'.repeat(250) }))
    await expect(ask({ Tags })).rejects.toMatchObject({ name: 'JWTPayloadSizeExceededException', $metadata: { httpStatusCode: 400 } })
  })
})
