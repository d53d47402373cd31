import { createClock } from '@rolecall/clock'
import { CallerFinder, Sealer } from '@rolecall/credentials'
import { Ids } from '@rolecall/ids'
import { createStore, type Database, migrate } from '@rolecall/store'
import type { ApiConfiguration } from './config.ts'
import type { PipelineDependencies } from './dependencies.ts'
import { KnownAllows } from './known-allows.ts'
import { RequestLog } from './request-log.ts'

/** Migrates the database and makes what every request needs over it. */
export const createDependencies = async (database: Database, configuration: ApiConfiguration): Promise<PipelineDependencies> => {
  const ids = new Ids()
  await migrate(database, ids)
  const clock = createClock()
  const store = createStore(database, clock)
  clock.setOffset((await store.settings.get()).offsetMilliseconds)
  const sealer = new Sealer({ store, ids, clock })
  await sealer.load()
  const rootKey = {
    accessKeyId: configuration.rootAccessKeyId,
    secretAccessKey: configuration.rootSecretAccessKey,
    accountId: configuration.accountId,
  }
  const finder = new CallerFinder({ sealer, rootKey })
  return { store, clock, ids, sealer, finder, requestLog: new RequestLog(store), enforcement: configuration.enforcement, knownAllows: new KnownAllows() }
}
