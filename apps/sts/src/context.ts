import type { Sealer } from '@rolecall/credentials'
import { operationsFor } from '@rolecall/pipeline'
import type { Store } from '@rolecall/store'

/** What an STS operation may use. */
export interface StsContext {
  store: Store
  sealer: Sealer
}

export const stsOperation = operationsFor<StsContext>()
