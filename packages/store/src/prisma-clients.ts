import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.ts'

const statementNames = new Map<string, string>()
const maximumStatements = 500

// Postgres plans a named statement once per connection. Lists of ids make ever new texts, so the names are bounded.
const statementName = (sql: string): string => {
  const known = statementNames.get(sql)
  if (known !== undefined) return known
  if (statementNames.size >= maximumStatements) return ''
  const name = `prisma-${statementNames.size}`
  statementNames.set(sql, name)
  return name
}

const clientOver = (pool: pg.Pool, schema: string): PrismaClient => {
  const statementNameGenerator = ({ sql }: { sql: string }): string => statementName(sql)
  return new PrismaClient({ adapter: new PrismaPg(pool, { schema, statementNameGenerator }) })
}

/** A pool that is one connection which is already in a transaction; Prisma sends its statements into it. */
class TransactionPool extends pg.Pool {
  readonly #client: pg.PoolClient

  constructor(client: pg.PoolClient) {
    super({ max: 1 })
    this.#client = client
    Object.defineProperty(this, 'query', { value: client.query.bind(client) })
    Object.defineProperty(this, 'connect', { value: () => Promise.resolve(this.#nested()) })
  }

  /** Where Prisma would begin a transaction of its own it gets a savepoint in ours. */
  #nested(): unknown {
    const client = this.#client
    const savepoints: Record<string, string> = {
      BEGIN: 'SAVEPOINT prisma',
      COMMIT: 'RELEASE SAVEPOINT prisma',
      ROLLBACK: 'ROLLBACK TO SAVEPOINT prisma',
    }
    const ignore = (): void => undefined
    return {
      query: (query: { text: string }) => client.query({ ...query, text: savepoints[query.text] ?? query.text }),
      on: ignore,
      removeListener: ignore,
      release: ignore,
    }
  }
}

/** Makes Prisma clients: one over the pool, and one for each connection that transactions use. */
export class PrismaClients {
  readonly pooled: PrismaClient
  readonly #schema: string
  readonly #bound = new WeakMap<pg.PoolClient, PrismaClient>()

  constructor(pool: pg.Pool, schema: string) {
    this.#schema = schema
    this.pooled = clientOver(pool, schema)
  }

  /**
   * The client that works inside the connection's transaction. Prisma's own interactive transactions cost twice as much,
   * and the prepared statements of hot paths could not join them.
   */
  boundTo(client: pg.PoolClient): PrismaClient {
    const known = this.#bound.get(client)
    if (known) return known
    const made = clientOver(new TransactionPool(client), this.#schema)
    this.#bound.set(client, made)
    return made
  }
}
