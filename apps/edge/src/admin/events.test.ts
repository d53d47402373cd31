import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createTestWorld, type TestWorld } from '@rolecall/testkit'
import { getEvent, listEvents, readEventFilter } from './events.ts'

let world: TestWorld

const check = { action: 'iam:GetRole', resource: '*', decision: 'implicitDeny', reasons: ['No identity-based policy allows it.'] }
const statement = { index: 0, effect: 'Allow', applies: true, failures: [], statement: { Effect: 'Allow', Action: '*', Resource: '*' } }

const append = (event: object): Promise<void> => world.store.requestEvents.append(JSON.stringify([{ at: world.clock.now(), account: '123456789012', ...event }]))

beforeAll(async () => {
  world = await createTestWorld({ name: 'edge events' })
  const policies = [
    { kind: 'identity', name: 'silent', outcome: 'silent', statements: [] },
    { kind: 'identity', name: 'all', outcome: 'allows', statements: [statement] },
  ]
  await append({ requestId: 'one', decision: 'wouldDeny', explanations: [{ policies, missing: [] }], checks: [{ ...check, explanation: 0 }] })
  await append({ requestId: 'two', decision: 'allowed', explanations: [], checks: [{ ...check, explanation: 'one/0' }, { ...check, explanation: 'gone/0' }] })
  await append({ requestId: 'old', decision: 'implicitDeny', checks: [check] })
})
afterAll(() => world.close())

describe('the request log', () => {
  it('explains one request with every policy, and lists many without', async () => {
    expect(await getEvent(world.store, 'one')).toMatchObject({
      requestId: 'one',
      checks: [
        {
          ...check,
          policies: [
            { kind: 'identity', name: 'silent', outcome: 'silent', statements: [] },
            { kind: 'identity', name: 'all', outcome: 'allows', statements: [statement] },
          ],
          missing: [],
        },
      ],
    })
    const { events } = (await listEvents(world.store, readEventFilter({}))) as { events: object[] }
    expect(events).toEqual([
      expect.objectContaining({ requestId: 'one', checks: [check] }),
      expect.objectContaining({ requestId: 'two', checks: [check, check] }),
      expect.objectContaining({ requestId: 'old', checks: [check] }),
    ])
    expect(events[0]).not.toHaveProperty('explanations')
  })

  it('finds an explanation that another line holds', async () => {
    expect(await getEvent(world.store, 'two')).toMatchObject({ checks: [{ policies: [{ name: 'silent' }, { name: 'all' }] }, { policies: [] }] })
  })

  it('still shows lines of earlier versions', async () => {
    expect(await getEvent(world.store, 'old')).toMatchObject({ checks: [{ ...check, policies: [], missing: [] }] })
  })

  it('filters by decision', async () => {
    expect(await listEvents(world.store, readEventFilter({ decision: 'wouldDeny' }))).toMatchObject({ events: [{ requestId: 'one' }] })
  })

  it('refuses ids of no request', async () => {
    for (const id of ['none', 'a\0b', 'x'.repeat(100), '%']) {
      await expect(getEvent(world.store, id)).rejects.toMatchObject({ status: 404, message: `The request log has no request ${id}.` })
    }
  })
})
