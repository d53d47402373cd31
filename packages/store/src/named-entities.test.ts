import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createClock } from '@rolecall/clock'
import { type Database, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import type { RoleRecord } from './roles.ts'
import { createStore, type Store } from './store.ts'

const schema = 'test_named_entities'
const key = { partition: 'aws', account: '123456789012' }

const role = (name: string, path = '/'): RoleRecord => ({
  ...key,
  id: `AROA${name}`,
  name,
  path,
  createdAt: new Date('2026-02-24T15:23:21Z'),
  description: null,
  maxSessionSeconds: 3600,
  trustPolicy: '{}',
  boundaryArn: null,
  tags: [{ Key: 'k', Value: 'v' }],
  lastUsedAt: null,
  lastUsedRegion: null,
})

describe('named entities', () => {
  let database: Database
  let store: Store

  beforeAll(async () => {
    database = openDatabase({ url: process.env['ROLECALL_TEST_DATABASE_URL'] ?? '', schema, poolSize: 3 })
    await database.pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
    await migrate(database)
    store = createStore(database, createClock())
  })
  afterAll(async () => {
    await database.pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
    await database.close()
  })

  it('reads back what was added, inside a transaction as outside', async () => {
    await expect(store.roles.add(role('First'), 100)).resolves.toBe('added')
    await store.transaction(async (inside) => {
      await expect(inside.roles.add(role('Second'), 100)).resolves.toBe('added')
      expect(await inside.roles.find(key, 'second')).toEqual(role('Second'))
      expect(await inside.roles.find(key, 'first')).toEqual(role('First'))
    })
    expect(await store.roles.find(key, 'SECOND')).toEqual(role('Second'))
    expect(await store.roles.findById('AROAFirst')).toEqual(role('First'))
    expect(await store.roles.find({ ...key, partition: 'aws-cn' }, 'first')).toBeUndefined()
  })

  it('tells a taken name from a full account', async () => {
    await expect(store.roles.add(role('FIRST'), 100)).resolves.toBe('taken')
    await expect(store.roles.add(role('FIRST'), Infinity)).resolves.toBe('taken')
    await expect(store.roles.add(role('FIRST'), 1)).resolves.toBe('taken')
    await expect(store.roles.add(role('third'), 2)).resolves.toBe('full')
  })

  it('lists by code point, by plain path prefix and after a name', async () => {
    for (const name of ['a_b', 'aXb', 'B', 'c']) await store.roles.add(role(`n-${name}`, `/${name}/`), Infinity)
    const names = async (page: { pathPrefix?: string; afterName?: string; limit?: number }): Promise<string[]> =>
      (await store.roles.list(key, { pathPrefix: '/', afterName: '', limit: 100, ...page })).map((found) => found.name)
    expect(await names({ afterName: 'Second' })).toEqual(['n-B', 'n-aXb', 'n-a_b', 'n-c'])
    expect(await names({ pathPrefix: '/a_' })).toEqual(['n-a_b'])
    expect(await names({ limit: 2 })).toEqual(['First', 'Second'])
  })

  it('lets one of two additions of a name win', async () => {
    const additions = await Promise.all([1, 2].map(() => store.transaction((inside) => inside.roles.add(role('race'), 100))))
    expect(additions.sort()).toEqual(['added', 'taken'])
  })

  it('updates and removes', async () => {
    await store.roles.update('AROAFirst', { description: 'd', tags: [] })
    expect(await store.roles.find(key, 'first')).toMatchObject({ description: 'd', tags: [], maxSessionSeconds: 3600 })
    await store.roles.remove('AROAFirst')
    expect(await store.roles.find(key, 'first')).toBeUndefined()
  })
})
