import pg from 'pg'
import type { Database } from './database.ts'
import type { PrismaClient } from './generated/client.ts'
import type { HeldReads } from './held-reads.ts'

type MaybePromise<Value> = Value | Promise<Value>

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
  /**
   * As `rows`, for reads of single things that many requests repeat: where nobody else writes to the database, what was
   * read is kept until something is written. The rows are everybody's: they must not be changed.
   */
  heldRows<Row extends pg.QueryResultRow>(statement: PreparedStatement, values: string[]): MaybePromise<readonly Row[]>
  /** What may be kept of reads outside transactions; undefined where others write too. */
  readonly held: HeldReads | undefined
  /** Told after a statement that changed what freshness tells of: accounts, versions, clock, epoch. */
  noteChange(): void
}

type Answered = (error: Error | undefined, result: { rows: never[] }) => void

// A query object of our own: the driver copies plain ones property by property, which costs as much as sending them.
const send = <Row>(to: pg.Pool | pg.PoolClient, { name, text }: PreparedStatement, values: unknown[]): Promise<Row[]> =>
  new Promise((resolve, reject) => {
    const query = Object.assign(new pg.Query(text, values), { name })
    const answered: Answered = (error, result) => {
      if (error) reject(error)
      else resolve(result.rows)
    }
    ;(to.query as (query: pg.Submittable, values: undefined, answered: Answered) => unknown)(query, undefined, answered)
  })

export const pooledConnection = (database: Database, noteChange: () => void): Connection => {
  const { pool, held } = database
  const rows: Connection['rows'] = (statement, values) => send(pool, statement, values)
  return {
    prisma: database.prisma.pooled,
    noteChange,
    rows,
    held,
    heldRows: <Row extends pg.QueryResultRow>(statement: PreparedStatement, values: string[]) =>
      held === undefined ? rows<Row>(statement, values) : readHeld(held, `${statement.name} ${values.join('\u0000')}`, () => rows<Row>(statement, values)),
  }
}

const readHeld = <Row>(held: HeldReads, key: string, read: () => Promise<Row[]>): MaybePromise<readonly Row[]> => {
  const known = held.find(key)
  if (known !== undefined) return known as readonly Row[]
  const { mark } = held
  return read().then((found) => {
    held.keep(key, found, mark)
    return found
  })
}

const transactionConnection = (database: Database, client: pg.PoolClient, noteChange: () => void): Connection => {
  const rows: Connection['rows'] = (statement, values) => send(client, statement, values)
  return {
    noteChange,
    get prisma() {
      return database.prisma.boundTo(client)
    },
    rows,
    heldRows: rows,
    held: undefined,
  }
}

export interface TransactionUse<Result> {
  work(connection: Connection): Promise<Result>
  /** Called at the end when the work noted a change, also when the end of the transaction is not known. */
  onChange(): void
}

interface Corked {
  connection: { stream: { cork(): void; uncork(): void } }
}

// BEGIN waits for nothing that the work does: it leaves together with the work's first statement, in one write.
const begin = async <Result>(client: pg.PoolClient, work: () => Promise<Result>): Promise<Result> => {
  const { stream } = (client as unknown as Corked).connection
  stream.cork()
  process.nextTick(() => {
    stream.uncork()
  })
  const begun = client.query('BEGIN')
  // Should it fail, the connection is broken and so is the work; its own error is the one to tell.
  begun.catch(() => undefined)
  const result = await work()
  await begun
  return result
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
    const result = await begin(client, () => use.work(transactionConnection(database, client, noteChange)))
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
