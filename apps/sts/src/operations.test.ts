import { STS } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createTestWorld, type TestWorld } from '@rolecall/testkit'
import { stsService } from './index.ts'

let world: TestWorld
let sts: STS

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts operations' })
  sts = new STS(world.client(world.handler(stsService(world.dependencies))) as never)
})
afterAll(() => world.close())

it('says of what only partners of AWS can call that it is not simulated', async () => {
  await expect(sts.getDelegatedAccessToken({ TradeInToken: 'token' })).rejects.toMatchObject({
    name: 'NotImplemented',
    message: 'sts:GetDelegatedAccessToken exists on AWS but is not simulated by Rolecall.',
    $metadata: { httpStatusCode: 501 },
  })
})
