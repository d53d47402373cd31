import type { Clock } from '@rolecall/clock'
import type { Ids } from '@rolecall/ids'
import type { Service } from '@rolecall/models'
import type { OwnIssuers } from '@rolecall/oidc'
import type { ApiHandler, RequestLog } from '@rolecall/pipeline'
import type { Store } from '@rolecall/store'

/** What the edge is made of; apps/local hands over handlers of its own process, the edge alone makes remote ones. */
export interface EdgeContext {
  store: Store
  clock: Clock
  ids: Ids
  requestLog: RequestLog
  issuers: OwnIssuers
  services: Readonly<Record<Service, ApiHandler>>
  configuration: EdgeConfiguration
  /** Makes everything that is due at the clock's time take effect. */
  runDue(): Promise<void>
  /** Makes a new key for session tokens and answers its id. */
  rotateSealingKey(): Promise<number>
  /** The state of each part, `ok` or what is wrong. */
  checkHealth(): Promise<Record<string, string>>
}

export interface EdgeConfiguration {
  adminToken: string | undefined
  /** Addresses whose admin calls count as loopback. */
  adminAddresses: string[]
  accountId: string
  /** Where instances reach the metadata service, as `metadataEndpoint` shows it: `127.x.y.z` and this port. */
  metadataPort: number
  stateDelaySeconds: number
  /** Credentials that end within this time are late. */
  leadSeconds: number
  version: string
}
