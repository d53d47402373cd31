import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Sealer } from '@rolecall/credentials'
import { createTestWorld, type TestWorld } from '@rolecall/testkit'

let world: TestWorld

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts sealing keys' })
})
afterAll(() => world.close())

const session = () => {
  const issuedAt = Math.floor(world.clock.nowMilliseconds() / 1000)
  return { kind: 'user' as const, partition: 'aws', account: '123456789012', principalId: 'AIDAAAAAAAAAAAAAAAAAA', issuedAt, expiresAt: issuedAt + 900 }
}

/** The number of the key, which a token carries in the clear. */
const keyOf = (token: string): number => Buffer.from(token, 'base64').readUInt32BE(12)

describe('a new sealing key', () => {
  it('seals from now on, while what older keys sealed still opens, here and at every replica', async () => {
    const replica = new Sealer(world)
    const old = await world.sealer.sealSession(session())
    const oldMessage = await world.sealer.sealMessage('denied')
    const opened = await replica.openSession(old.sessionToken)
    const keyId = await world.sealer.rotate()
    const fresh = await world.sealer.sealSession(session())
    expect([keyOf(old.sessionToken), keyOf(fresh.sessionToken)]).toEqual([keyId - 1, keyId])
    for (const sealer of [world.sealer, replica, new Sealer(world)]) {
      expect(await sealer.openSession(old.sessionToken)).toEqual(opened)
      expect(opened?.secretAccessKey).toBe(old.secretAccessKey)
      expect((await sealer.openSession(fresh.sessionToken))?.secretAccessKey).toBe(fresh.secretAccessKey)
      expect(await sealer.openMessage(oldMessage)).toBe('denied')
    }
  })

  it('works when several replicas make one at once', async () => {
    const before = (await world.store.sealingKeys.list()).length
    await Promise.all([world.sealer.rotate(), new Sealer(world).rotate()])
    const after = (await world.store.sealingKeys.list()).length
    expect(after - before).toBeGreaterThanOrEqual(1)
    expect(after - before).toBeLessThanOrEqual(2)
    const { sessionToken } = await world.sealer.sealSession(session())
    expect((await new Sealer(world).openSession(sessionToken))?.content.principalId).toBe('AIDAAAAAAAAAAAAAAAAAA')
  })
})
