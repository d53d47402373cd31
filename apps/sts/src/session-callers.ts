import type { Caller } from '@rolecall/credentials'
import { accessDenied } from './errors.ts'

const forFederatedUsers = new Set(['GetCallerIdentity'])
const forUserSessions = new Set(['AssumeRole', 'GetCallerIdentity'])
const notForRoleSessions = new Set(['GetSessionToken', 'GetFederationToken'])

const mayCall = ({ kind }: Caller, operation: string): boolean => {
  if (kind === 'federated-user') return forFederatedUsers.has(operation)
  return kind === 'role-session' ? !notForRoleSessions.has(operation) : forUserSessions.has(operation)
}

/** What temporary credentials may not call (IAM User Guide, "Compare AWS STS credentials"). */
export const refuseSessionCredentials = (caller: Caller, operation: string): void => {
  if (caller.session === undefined || mayCall(caller, operation)) return
  throw accessDenied(`Cannot call ${operation} with session credentials`)
}
