import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import type { ApiHandler } from '@rolecall/pipeline'
import { createTestWorld, type TestCredentials, testAccount, type TestWorld } from '@rolecall/testkit'
import { stsService } from '../sts-service.ts'
import { addUser } from '../../test/test-people.ts'

let world: TestWorld
let handler: ApiHandler
let client: (credentials?: TestCredentials) => STSClient

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts_GetCallerIdentity' })
  handler = world.handler(stsService(world))
  client = (credentials) => new STSClient(world.client(handler, credentials))
})
afterAll(() => world.close())

describe('GetCallerIdentity', () => {
  it('says who the root is', async () => {
    expect(await client().send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: testAccount, UserId: testAccount, Arn: `arn:aws:iam::${testAccount}:root` })
  })

  it('answers users even under an explicit Deny', async () => {
    const user = await addUser(world, { name: 'denied', policy: { Effect: 'Deny', Action: '*', Resource: '*' } })
    const identity = await client(user).send(new GetCallerIdentityCommand({}))
    expect(identity).toMatchObject({ Account: testAccount, Arn: `arn:aws:iam::${testAccount}:user/denied` })
    expect(identity.UserId).toMatch(/^AIDA[A-Z2-7]{17}$/)
  })

  it('takes any 12-digit key id with the root secret as the root of that account', async () => {
    const other = await client({ accessKeyId: '210987654321', secretAccessKey: 'test' }).send(new GetCallerIdentityCommand({}))
    expect(other.Arn).toBe('arn:aws:iam::210987654321:root')
  })

  it('refuses a wrong secret and an unknown key', async () => {
    await expect(client({ accessKeyId: 'test', secretAccessKey: 'wrong' }).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    })
    await expect(client({ accessKeyId: 'AKIARZPUZDIKAAAAAAAA', secretAccessKey: 'x' }).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      message: 'The security token included in the request is invalid.',
    })
  })

  it('knows no key whose id holds characters that no id has', async () => {
    const day = world.clock.now().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
    const credential = encodeURIComponent(`AKIA\0/${day.slice(0, 8)}/us-east-1/sts/aws4_request`)
    const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}&X-Amz-Date=${day}Z&X-Amz-SignedHeaders=host&X-Amz-Signature=${'a'.repeat(64)}`
    const answer = await handler.handle({
      method: 'GET',
      target: `/?Action=GetCallerIdentity&Version=2011-06-15&${query}`,
      headers: [['host', 'sts.localhost']],
      body: new Uint8Array(),
      remoteAddress: '127.0.0.1',
      isSecure: false,
    })
    expect(answer.status).toBe(403)
    expect(String(answer.body)).toContain('<Code>InvalidClientTokenId</Code>')
  })
})
