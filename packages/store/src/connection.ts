import type pg from 'pg'
import type { Database } from './database.ts'
import type { PrismaClient } from './generated/client.ts'

/** A statement that Postgres plans once per connection. `name` is unique in the process. */
export interface PreparedStatement {
  name: string
  text: string
}

/**
 * What a resource's file reads and writes through: the pool, or one open transaction.
 * `prisma` is the rule; `rows` is for what every request or every launch does, where Prisma costs four times the query.
 */
export interface Connection {
  readonly prisma: PrismaClient
  rows<Row extends pg.QueryResultRow>(statement: PreparedStatement, values: unknown[]): Promise<Row[]>
  /** Told after a statement that changed what freshness tells of: accounts, versions, clock, epoch. */
  noteChange(): void
}

export const pooledConnection = (database: Database, noteChange: () => void): Connection => ({
  prisma: database.prisma.pooled,
  noteChange,
  async rows<Row extends pg.QueryResultRow>(statement: PreparedStatement, values: unknown[]) {
    const result = await database.pool.query<Row>({ name: statement.name, text: statement.text, values })
    return result.rows
  },
})

const transactionConnection = (database: Database, client: pg.PoolClient, noteChange: () => void): Connection => ({
  noteChange,
  get prisma() {
    return database.prisma.boundTo(client)
  },
  async rows<Row extends pg.QueryResultRow>(statement: PreparedStatement, values: unknown[]) {
    const result = await client.query<Row>({ name: statement.name, text: statement.text, values })
    return result.rows
  },
})

export interface TransactionUse<Result> {
  work(connection: Connection): Promise<Result>
  /** Called at the end when the work noted a change, also when the end of the transaction is not known. */
  onChange(): void
}

/** Runs the work on one connection between BEGIN and COMMIT; whatever it throws undoes all of it. */
export const inTransaction = async <Result>(database: Database, use: TransactionUse<Result>): Promise<Result> => {
  const client = await database.pool.connect()
  let broken: Error | undefined
  let hasChanged = false
  const noteChange = (): void => {
    hasChanged = true
  }
  try {
    await client.query('BEGIN')
    const result = await use.work(transactionConnection(database, client, noteChange))
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      // The connection itself is gone: the pool must not hand it out again.
      broken = failure
    })
    throw error
  } finally {
    if (hasChanged) use.onChange()
    client.release(broken)
  }
}
