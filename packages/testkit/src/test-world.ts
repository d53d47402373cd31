import { createClock, type Clock } from '@rolecall/clock'
import { CallerFinder, Sealer } from '@rolecall/credentials'
import { Ids, seededRandom } from '@rolecall/ids'
import { type ApiHandler, type Enforcement, KnownAllows, type PipelineDependencies, RequestLog, type ServiceDefinition, ServiceHandler } from '@rolecall/pipeline'
import { createStore, type Database, migrate, openDatabase, type Store } from '@rolecall/store'
import { type RequestHandler, inProcess } from './in-process-client.ts'

export interface TestWorld {
  database: Database
  store: Store
  clock: Clock
  ids: Ids
  sealer: Sealer
  dependencies: PipelineDependencies
  /** Moves simulated time. */
  advance(seconds: number): Promise<void>
  /** Mounts a service over this world. */
  handler<Context>(definition: ServiceDefinition<Context>): ApiHandler
  /** Configuration for an SDK client that talks to the service in process, as the default account's root unless told. */
  client(handler: ApiHandler, credentials?: TestCredentials): ClientConfiguration
  close(): Promise<void>
}

export interface TestCredentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

export interface ClientConfiguration {
  region: string
  endpoint: string
  credentials: TestCredentials
  requestHandler: RequestHandler
  maxAttempts: number
}

export const testAccount = '123456789012'
export const rootCredentials: TestCredentials = { accessKeyId: 'test', secretAccessKey: 'test' }

const databaseUrl = (): string => {
  const url = process.env['ROLECALL_TEST_DATABASE_URL']
  if (url === undefined) throw new Error('Tests with a database run under the Jest global set-up, which starts one.')
  return url
}

export interface TestWorldOptions {
  /** Names the schema and seeds the ids; one per test file. */
  name: string
  enforcement?: Enforcement
  /** As where the database belongs to one process: what was read before need not be read again. */
  isExclusive?: boolean
}

/** A world of its own for one test file: a schema in the real Postgres, seeded ids, a clock that tests move. */
export const createTestWorld = async ({ name, enforcement = 'enforce', isExclusive = false }: TestWorldOptions): Promise<TestWorld> => {
  const schema = `test_${name.replaceAll(/[^a-z0-9]/gi, '_').toLowerCase()}`
  const database = openDatabase({ url: databaseUrl(), schema, poolSize: 5, isExclusive })
  await database.pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
  await migrate(database)
  const clock = createClock()
  const ids = new Ids(seededRandom(name))
  const store = createStore(database, clock)
  const sealer = new Sealer({ store, ids, clock })
  await sealer.load()
  const rootKey = { ...rootCredentials, accountId: testAccount }
  // What is explained once a batch must not depend on how fast a test runs: tests flush the log where they read it.
  const requestLog = new RequestLog(store, 60_000)
  const finder = new CallerFinder({ sealer, rootKey })
  const dependencies: PipelineDependencies = { store, clock, ids, sealer, finder, requestLog, enforcement, knownAllows: new KnownAllows() }
  return {
    database,
    store,
    clock,
    ids,
    sealer,
    dependencies,
    async advance(seconds) {
      clock.setOffset(clock.offsetMilliseconds + seconds * 1000)
      await store.settings.setOffset(clock.offsetMilliseconds)
    },
    handler: (definition) => new ServiceHandler(definition, dependencies),
    client: (handler, credentials = rootCredentials) => ({
      region: 'us-east-1',
      endpoint: 'http://rolecall.test',
      credentials,
      requestHandler: inProcess(handler),
      maxAttempts: 1,
    }),
    async close() {
      await requestLog.flush()
      await database.pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
      await database.close()
    },
  }
}
