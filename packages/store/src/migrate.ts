import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ids } from '@rolecall/ids'
import type pg from 'pg'
import type { Database } from './database.ts'

interface Migration {
  name: string
  sql: string
  checksum: string
}

/** The folder that holds our migrations, from src as from dist. */
const migrationsFolder = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))

// The table of Prisma's own migration engine, so that the Prisma CLI agrees with what we applied.
const historyTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`

// The lock that Prisma's engine takes too.
const advisoryLock = 72707369

const readMigrations = async (): Promise<Migration[]> => {
  const entries = await readdir(migrationsFolder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(migrationsFolder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

const applyMissing = async (client: pg.PoolClient, migrations: Migration[], ids: Ids): Promise<string[]> => {
  await client.query(historyTable)
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL',
  )
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]))
  const names: string[] = []
  for (const migration of migrations) {
    const checksum = applied.get(migration.name)
    if (checksum !== undefined && checksum !== migration.checksum) {
      throw new Error(`The migration ${migration.name} was changed after it was applied to this database.`)
    }
    if (checksum !== undefined) continue
    await client.query(migration.sql)
    await client.query(
      'INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, now(), $3, 1)',
      [ids.uuid(), migration.checksum, migration.name],
    )
    names.push(migration.name)
  }
  return names
}

/** Applies the migrations that this database lacks, all in one transaction and one process at a time; answers their names. */
export const migrate = async (database: Database, ids = new Ids()): Promise<string[]> => {
  const migrations = await readMigrations()
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [advisoryLock])
    await client.query(`CREATE SCHEMA IF NOT EXISTS "${database.schema}"`)
    const names = await applyMissing(client, migrations, ids)
    await client.query('COMMIT')
    return names
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
