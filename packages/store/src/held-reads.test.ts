import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createClock } from '@rolecall/clock'
import { Ids, seededRandom } from '@rolecall/ids'
// Testkit depends on this package, so its fixtures are taken as a file.
import { addInstance } from '../../testkit/src/instance-fixtures.ts'
import { createStore, type MetadataClaim, MetadataReader, migrate, openDatabase, type RoleRecord } from './index.ts'

const schema = 'test_held_reads'
const url = process.env['ROLECALL_TEST_DATABASE_URL'] ?? ''
const database = openDatabase({ url, schema, poolSize: 4, isExclusive: true })
const other = openDatabase({ url, schema, poolSize: 1 })
const clock = createClock()
const store = createStore(database, clock)
const key = { partition: 'aws', account: '123456789012' }

const role: RoleRecord = {
  ...key,
  id: 'AROAONE',
  name: 'one',
  path: '/',
  createdAt: new Date('2026-02-24T15:23:21Z'),
  description: 'first',
  maxSessionSeconds: 3600,
  trustPolicy: '{}',
  boundaryArn: null,
  tags: [],
  lastUsedAt: null,
  lastUsedRegion: null,
}

/** Changes the role behind the back of the process that has the database to itself: what it still shows is what it held. */
const changeUnseen = (description: string) => other.pool.query('UPDATE iam_roles SET description = $1', [description])
const shown = async () => (await store.roles.find(key, 'one'))?.description

beforeAll(async () => {
  await other.pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
  await migrate(database)
  await store.roles.add(role, Infinity)
})
beforeEach(async () => {
  await store.roles.update(role.id, { description: 'first' })
  await shown()
  await changeUnseen('unseen')
})
afterAll(async () => {
  await other.pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
  await other.close()
  await database.close()
})

describe('reads of a process that has the database to itself', () => {
  it('are kept', async () => {
    expect(await shown()).toBe('first')
  })

  it('are made anew after a prepared statement has written', async () => {
    await store.roles.markUsed([{ id: role.id, at: clock.now(), region: 'us-east-1' }])
    expect(await shown()).toBe('unseen')
  })

  it('are made anew after Prisma has written', async () => {
    await store.settings.setOffset(0)
    expect(await shown()).toBe('unseen')
  })

  it('are made anew once a transaction has committed', async () => {
    await store.transaction(async (inside) => {
      await inside.roles.update(role.id, { description: 'within' })
      expect((await inside.roles.find(key, 'one'))?.description).toBe('within')
      await shown()
    })
    expect(await shown()).toBe('within')
  })

  it('are not kept when something was written while they were made', async () => {
    await store.settings.setOffset(0)
    await changeUnseen('old')
    const reading = shown()
    await store.settings.setOffset(0)
    await changeUnseen('new')
    expect(await reading).toBe('old')
    expect(await shown()).toBe('new')
  })

  it('survive the request log, which is no state of the cloud', async () => {
    await store.requestEvents.append(JSON.stringify([{ requestId: 'r', at: '2026-02-24T15:23:21Z' }]))
    expect(await shown()).toBe('first')
  })

  it('hold for the metadata service too, until an instance changes', async () => {
    const reader = new MetadataReader(store.connection, clock)
    const instance = await addInstance({ store, clock, ids: new Ids(seededRandom(schema)) }, { privateIp: '10.0.0.1' })
    const claim: MetadataClaim = {
      sourceAddress: '127.0.0.1',
      isNeighbour: false,
      addressNumber: undefined,
      hostInstanceId: instance.id,
      pathInstanceId: undefined,
    }
    const first = await reader.read(claim)
    expect(first).toMatchObject({ instanceId: instance.id, way: 'host' })
    expect(await reader.read(claim)).toBe(first)
    await store.metadataAddresses.replace(instance.id, ['169.254.169.21'])
    expect(await reader.read({ ...claim, sourceAddress: '169.254.169.21' })).toMatchObject({ instanceId: instance.id, way: 'registered' })
    expect(await reader.read(claim)).not.toBe(first)
  })
})

it('keeps nothing where others write to the database too', async () => {
  const shared = createStore(other, createClock())
  await shared.roles.find(key, 'one')
  await database.pool.query(`UPDATE iam_roles SET description = 'by another'`)
  expect((await shared.roles.find(key, 'one'))?.description).toBe('by another')
})
