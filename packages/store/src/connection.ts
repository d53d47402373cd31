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
}

export const pooledConnection = (database: Database): Connection => ({
  prisma: database.prisma.pooled,
  async rows<Row extends pg.QueryResultRow>(statement: PreparedStatement, values: unknown[]) {
    const result = await database.pool.query<Row>({ name: statement.name, text: statement.text, values })
    return result.rows
  },
})

const transactionConnection = (database: Database, client: pg.PoolClient): Connection => ({
  get prisma() {
    return database.prisma.boundTo(client)
  },
  async rows<Row extends pg.QueryResultRow>(statement: PreparedStatement, values: unknown[]) {
    const result = await client.query<Row>({ name: statement.name, text: statement.text, values })
    return result.rows
  },
})

/** Runs the work on one connection between BEGIN and COMMIT; whatever it throws undoes all of it. */
export const inTransaction = async <Result>(database: Database, work: (connection: Connection) => Promise<Result>): Promise<Result> => {
  const client = await database.pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(transactionConnection(database, client))
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      // The connection itself is gone: the pool must not hand it out again.
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}
