import pg from 'pg'
import { AccountLocks } from './account-locks.ts'
import { clientThatNotes, HeldReads } from './held-reads.ts'
import { PrismaClients } from './prisma-clients.ts'

export interface DatabaseOptions {
  /** A `postgresql://` address. */
  url: string
  /** The Postgres schema that holds our tables; tests give each file its own. */
  schema?: string
  /** Connections at most. */
  poolSize?: number
  /** Nobody but this process writes to the database; what was read then holds until it writes. */
  isExclusive?: boolean
}

export interface Database {
  readonly pool: pg.Pool
  readonly prisma: PrismaClients
  readonly schema: string
  readonly url: string
  /** There when the database is this process's alone. */
  readonly held: HeldReads | undefined
  /** There when the database is this process's alone. */
  readonly locks: AccountLocks | undefined
  close(): Promise<void>
}

/** Opens the pool that Prisma and the prepared hot-path statements share. It connects on first use. */
export const openDatabase = (options: DatabaseOptions): Database => {
  const schema = options.schema ?? 'public'
  const isExclusive = options.isExclusive === true
  const held = isExclusive ? new HeldReads() : undefined
  const pool = new pg.Pool({
    ...(held && { Client: clientThatNotes(held) }),
    connectionString: options.url,
    max: options.poolSize ?? 8,
    // A statement planned while its table was small must not go on reading all of it once it has grown.
    options: `-c search_path=${schema} -c enable_seqscan=off`,
    // Statements that do not wait for each other leave together.
    pipeline: true,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 10_000,
  })
  // A connection that dies while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined)
  const prisma = new PrismaClients(pool, schema)
  const close = async (): Promise<void> => {
    await prisma.pooled.$disconnect()
    await pool.end()
  }
  return { pool, prisma, schema, url: options.url, held, locks: isExclusive ? new AccountLocks() : undefined, close }
}
