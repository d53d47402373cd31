import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { GetAccessKeyInfoCommand, STSClient } from '@aws-sdk/client-sts'
import { createTestWorld, type TestCredentials, testAccount, type TestWorld } from '@rolecall/testkit'
import { stsService } from '../sts-service.ts'
import { addUser } from '../../test/test-people.ts'

let world: TestWorld
let client: (credentials?: TestCredentials) => STSClient

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts_GetAccessKeyInfo' })
  const handler = world.handler(stsService(world))
  client = (credentials) => new STSClient(world.client(handler, credentials))
})
afterAll(() => world.close())

describe('GetAccessKeyInfo', () => {
  it('names the account of a key', async () => {
    const user = await addUser(world, { name: 'erin' })
    expect(await client().send(new GetAccessKeyInfoCommand({ AccessKeyId: user.accessKeyId }))).toMatchObject({ Account: testAccount })
    expect(await client().send(new GetAccessKeyInfoCommand({ AccessKeyId: 'ASIAQNZGKIQY56JQ7WML' }))).toMatchObject({ Account: '029608264753' })
  })

  it('refuses unknown keys, and callers without permission', async () => {
    const AccessKeyId = 'AKIARZPUZDIKAAAAAAAA'
    await expect(client().send(new GetAccessKeyInfoCommand({ AccessKeyId }))).rejects.toMatchObject({
      name: 'ValidationError',
      message: `Access key ${AccessKeyId} is invalid or does not exist.`,
    })
    const user = await addUser(world, { name: 'frank' })
    await expect(client(user).send(new GetAccessKeyInfoCommand({ AccessKeyId }))).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})
