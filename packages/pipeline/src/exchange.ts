import type { Caller, Claim } from '@rolecall/credentials'
import type { OperationModel, Service } from '@rolecall/models'
import type { ApiRequest, Parameters } from '@rolecall/protocol'
import type { Freshness } from '@rolecall/store'
import type { AccessCheck, Operation } from './operation.ts'
import type { Ruling } from './ruling.ts'

/** One check and what the policies said. */
export interface DecidedCheck {
  action: string
  check: AccessCheck
  ruling: Ruling
}

/** Who signed, as far as steps have found out. */
export interface Authenticated {
  caller: Caller
  claim: Claim
  freshness: Freshness
  partition: string
  region: string
}

/** One request on its way through the steps, each of which adds what it finds. */
export interface Exchange<Context> {
  readonly request: ApiRequest
  readonly requestId: string
  readonly startedAt: number
  service: Service
  now: Date
  asJson: boolean
  action?: string
  parameters?: Parameters
  operation?: Operation<Context>
  model?: OperationModel
  input?: object
  authenticated?: Authenticated
  decided: DecidedCheck[]
  output?: object | undefined
}
