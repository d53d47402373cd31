import type { CallerFinder, Sealer } from '@rolecall/credentials'
import type { Clock } from '@rolecall/clock'
import type { Ids } from '@rolecall/ids'
import type { Store } from '@rolecall/store'
import type { Enforcement } from './config.ts'
import type { KnownAllows } from './known-allows.ts'
import type { RequestLog } from './request-log.ts'

/** What every request needs, made once per process. */
export interface PipelineDependencies {
  store: Store
  clock: Clock
  ids: Ids
  sealer: Sealer
  finder: CallerFinder
  requestLog: RequestLog
  enforcement: Enforcement
  knownAllows: KnownAllows
}
