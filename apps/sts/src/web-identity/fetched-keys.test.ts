import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals'
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { createTestWorld, type TestWorld } from '@rolecall/testkit'
import { addProvider, startIssuer, type TestIssuer } from '../../test/test-issuers.ts'
import { addRole } from '../../test/test-people.ts'
import { stsService } from '../sts-service.ts'

let world: TestWorld
let issuer: TestIssuer
let sts: STSClient
let number = 0

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts fetched keys' })
  sts = new STSClient({ ...world.client(world.handler(stsService({ ...world, httpIssuers: 'loopback', keyTimeoutMilliseconds: 300 }))), credentials: undefined } as never)
})
beforeEach(async () => {
  await issuer?.close()
  number += 1
  issuer = await startIssuer(world, `fetched-${number}`)
  const Federated = await addProvider(world, { url: issuer.url })
  await addRole(world, { name: `app-${number}`, trust: { Effect: 'Allow', Principal: { Federated }, Action: 'sts:AssumeRoleWithWebIdentity' } })
})
afterAll(async () => {
  await issuer.close()
  await world.close()
})

const assume = (WebIdentityToken: string) =>
  sts.send(new AssumeRoleWithWebIdentityCommand({ RoleArn: `arn:aws:iam::123456789012:role/app-${number}`, RoleSessionName: 'pod', WebIdentityToken }))

const unreachable = {
  name: 'InvalidIdentityTokenException',
  message: "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
}

it('fetches the keys of an issuer by discovery, once for many tokens', async () => {
  for (let count = 0; count < 3; count += 1) await assume(await issuer.token())
  expect(issuer.fetchCount()).toBe(1)
})

it('fetches them again for a key that it does not know, but not all the time', async () => {
  await assume(await issuer.token())
  await issuer.rotate()
  const token = await issuer.token()
  await expect(assume(token)).rejects.toMatchObject({ name: 'InvalidIdentityTokenException' })
  expect(issuer.fetchCount()).toBe(1)
  await world.advance(11)
  await assume(await issuer.token())
  expect(issuer.fetchCount()).toBe(2)
})

it.each([
  ['a configuration that is no JSON', 'configuration', 'nothing to see'],
  ['a configuration of another issuer', 'configuration', '{"issuer":"https://other.example","jwks_uri":"https://other.example/keys"}'],
  ['keys that are none', 'keys', '{"keys":[1]}'],
] as const)('refuses %s', async (_what, path, body) => {
  const token = await issuer.token()
  issuer.answerInstead(path, body)
  await expect(assume(token)).rejects.toMatchObject(unreachable)
})

it('gives up on an issuer that does not answer', async () => {
  const token = await issuer.token()
  issuer.answerInstead('keys', 'nothing')
  await expect(assume(token)).rejects.toMatchObject({ name: 'IDPCommunicationErrorException' })
})
