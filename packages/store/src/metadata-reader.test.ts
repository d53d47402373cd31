import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createClock } from '@rolecall/clock'
import { Ids, seededRandom } from '@rolecall/ids'
// Testkit depends on this package, so its fixtures are taken as a file.
import { addInstance, changeInstance, type InstanceFixture } from '../../testkit/src/instance-fixtures.ts'
import { createStore, type MetadataClaim, MetadataReader, migrate, openDatabase } from './index.ts'

const schema = 'test_metadata_reader'
const database = openDatabase({ url: process.env['ROLECALL_TEST_DATABASE_URL'] ?? '', schema, poolSize: 3 })
const clock = createClock()
const store = createStore(database, clock)
const world = { store, clock, ids: new Ids(seededRandom(schema)) }
const reader = new MetadataReader(store.connection, clock)

let one: InstanceFixture
let two: InstanceFixture
let three: InstanceFixture

beforeAll(async () => {
  await database.pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
  await migrate(database)
  one = await addInstance(world, { privateIp: '10.0.0.1' })
  two = await addInstance(world, { privateIp: '10.0.0.2' })
  three = await addInstance(world, { privateIp: '10.0.0.3' })
  await store.metadataAddresses.replace(three.id, ['169.254.169.21'])
})
afterAll(async () => {
  await database.pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
  await database.close()
})

const claim = (change: Partial<MetadataClaim>): MetadataClaim => ({
  sourceAddress: '127.0.0.1',
  isNeighbour: false,
  addressNumber: undefined,
  hostInstanceId: undefined,
  pathInstanceId: undefined,
  ...change,
})

describe('MetadataReader', () => {
  it('believes addresses before names, in order', async () => {
    const named = { addressNumber: two.addressNumber, hostInstanceId: one.id, pathInstanceId: three.id }
    const found = await Promise.all([
      reader.read(claim({ ...named, sourceAddress: '169.254.169.21', isNeighbour: true })),
      reader.read(claim({ ...named, sourceAddress: '10.0.0.1', isNeighbour: true })),
      reader.read(claim({ ...named, sourceAddress: '10.0.0.1' })),
      reader.read(claim({ hostInstanceId: one.id, pathInstanceId: three.id })),
      reader.read(claim({ pathInstanceId: three.id })),
      reader.read(claim({ addressNumber: 4_000_000 })),
      reader.read(claim({})),
    ])
    expect(found.map((state) => state && [state.way, state.instanceId])).toEqual([
      ['registered', three.id],
      ['private', one.id],
      ['number', two.id],
      ['host', one.id],
      ['path', three.id],
      undefined,
      undefined,
    ])
  })

  it('takes a private address that two instances have for nobody’s', async () => {
    const twin = await addInstance(world, { privateIp: '10.0.0.2' })
    const neighbour = claim({ sourceAddress: '10.0.0.2', isNeighbour: true })
    expect(await reader.read(neighbour)).toBeUndefined()
    await changeInstance(world, twin.id, { state: 'terminated' })
    expect((await reader.read(neighbour))?.instanceId).toBe(two.id)
  })

  it('sees every write that came before the read, and the clock with it', async () => {
    const before = await reader.read(claim({ pathInstanceId: one.id }))
    await changeInstance(world, one.id, { tags: [] })
    await store.settings.setOffset(3_600_000)
    const after = await reader.read(claim({ pathInstanceId: one.id }))
    expect(after?.revision).toBe((before?.revision ?? 0) + 1)
    expect(clock.offsetMilliseconds).toBe(3_600_000)
  })

  it('answers a thousand requests that come at once', async () => {
    const states = await Promise.all(Array.from({ length: 1000 }, (_, index) => reader.read(claim({ pathInstanceId: index % 2 ? one.id : two.id }))))
    expect(states.every((state, index) => state?.instanceId === (index % 2 ? one.id : two.id))).toBe(true)
  })
})
