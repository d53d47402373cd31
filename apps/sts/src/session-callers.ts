import type { Caller } from '@rolecall/credentials'
import { accessDenied } from './errors.ts'

/** What temporary credentials may not call (IAM User Guide, "Compare AWS STS credentials"). */
export const refuseSessionCredentials = (caller: Caller, operation: string): void => {
  if (caller.session !== undefined) throw accessDenied(`Cannot call ${operation} with session credentials`)
}

/** Whether the caller holds a session of GetSessionToken or GetFederationToken, which may call little of STS. */
export const isUserSession = (caller: Caller): boolean =>
  caller.session !== undefined && (caller.kind === 'user' || caller.kind === 'root' || caller.kind === 'federated-user')
