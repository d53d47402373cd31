import type { Sealer } from '@rolecall/credentials'
import { operationsFor } from '@rolecall/pipeline'
import type { Store } from '@rolecall/store'
import type { TrustingRoles } from './assume-role/trusting-roles.ts'

/** What an STS operation may use. */
export interface StsContext {
  store: Store
  sealer: Sealer
  /** Roles that were assumed before, shared by all requests of the process. */
  roles: TrustingRoles
}

export const stsOperation = operationsFor<StsContext>()
