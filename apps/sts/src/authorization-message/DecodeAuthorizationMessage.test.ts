import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { DecodeAuthorizationMessageCommand, STSClient } from '@aws-sdk/client-sts'
import { Sealer } from '@rolecall/credentials'
import { createTestWorld, type TestCredentials, testAccount, type TestWorld } from '@rolecall/testkit'
import { addUser } from '../../test/test-people.ts'
import { stsService } from '../sts-service.ts'

let world: TestWorld
let client: (credentials?: TestCredentials) => STSClient

const invalid = { name: 'InvalidAuthorizationMessageException', message: 'Message is not valid', $metadata: expect.objectContaining({ httpStatusCode: 400 }) }
const decode = (EncodedMessage: string, credentials?: TestCredentials) => client(credentials).send(new DecodeAuthorizationMessageCommand({ EncodedMessage }))
const message = (account = testAccount, partition = 'aws'): string => JSON.stringify({ partition, account, decoded: '{"allowed":false}' })

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts_DecodeAuthorizationMessage' })
  const handler = world.handler(stsService(world))
  client = (credentials) => new STSClient(world.client(handler, credentials))
})
afterAll(() => world.close())

describe('DecodeAuthorizationMessage', () => {
  it('decodes what any replica sealed, in characters that travel in a URL', async () => {
    const replica = new Sealer(world)
    await replica.load()
    const sealed = await replica.sealMessage(message())
    expect(sealed).toMatch(/^[\w-]+$/)
    expect(await decode(sealed)).toMatchObject({ DecodedMessage: '{"allowed":false}' })
  })

  it('refuses what is no message, and one that was changed anywhere', async () => {
    for (const text of ['x', 'not a message', 'A'.repeat(10_240), 'ÄÖÜ', '====']) await expect(decode(text)).rejects.toMatchObject(invalid)
    const sealed = await world.sealer.sealMessage(message())
    for (let index = 0; index < sealed.length; index += 7) {
      const changed = `${sealed.slice(0, index)}${sealed.charAt(index) === 'B' ? 'C' : 'B'}${sealed.slice(index + 1)}`
      await expect(decode(changed)).rejects.toMatchObject(invalid)
    }
    for (const text of [sealed.slice(0, -1), `${sealed}A`, `${sealed}=`, ` ${sealed}`]) await expect(decode(text)).rejects.toMatchObject(invalid)
  })

  it('takes no session token for a message, nor a message for a session token', async () => {
    const session = await world.sealer.seal(message())
    await expect(decode(session)).rejects.toMatchObject(invalid)
    expect(await world.sealer.open(await world.sealer.sealMessage(message()))).toBeUndefined()
  })

  it('refuses messages of another account or partition', async () => {
    await expect(decode(await world.sealer.sealMessage(message('210987654321')))).rejects.toMatchObject(invalid)
    await expect(decode(await world.sealer.sealMessage(message(testAccount, 'aws-cn')))).rejects.toMatchObject(invalid)
  })

  it('holds messages to their length', async () => {
    await expect(decode('')).rejects.toMatchObject({ name: 'ValidationError' })
    await expect(decode('A'.repeat(10_241))).rejects.toMatchObject({ name: 'ValidationError' })
  })

  it('needs sts:DecodeAuthorizationMessage', async () => {
    const sealed = await world.sealer.sealMessage(message())
    const nobody = await addUser(world, { name: 'nobody' })
    await expect(decode(sealed, nobody)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::${testAccount}:user/nobody is not authorized to perform: sts:DecodeAuthorizationMessage because no identity-based policy allows the sts:DecodeAuthorizationMessage action`,
    })
    const reader = await addUser(world, { name: 'reader', policy: { Effect: 'Allow', Action: 'sts:DecodeAuthorizationMessage', Resource: '*' } })
    expect(await decode(sealed, reader)).toMatchObject({ DecodedMessage: '{"allowed":false}' })
  })
})
