import type { PrincipalEntry } from '../parse/principal-entry.ts'
import type { Statement } from '../policy.ts'
import { applicablePolicies, isOwnPrincipal } from './applicable.ts'
import type { AuthorizationRequest, Principal } from './request.ts'

/** How strongly a resource policy names the caller; stronger grants bypass more (policy-evaluation.md §5, §8). */
export type Strength = 'direct' | 'via-entity' | 'account'

const matchArn = (arn: string, principal: Principal): Strength | undefined => {
  if (principal.kind === 'role-session' && arn === principal.roleArn) return 'via-entity'
  if (principal.kind === 'federated-user' && arn === principal.userArn) return 'via-entity'
  return arn === principal.arn ? 'direct' : undefined
}

const matchUniqueId = (id: string, principal: Principal): Strength | undefined => {
  if (id !== principal.uniqueId) return undefined
  return principal.kind === 'user' ? 'direct' : 'via-entity'
}

// eslint-disable-next-line complexity -- one case a kind of principal
const matchEntry = (entry: PrincipalEntry, principal: Principal): Strength | undefined => {
  switch (entry.kind) {
    case 'everyone':
      return 'direct'
    case 'account':
      return isOwnPrincipal(principal) && principal.account === entry.account ? 'account' : undefined
    case 'unique-id':
      return matchUniqueId(entry.id, principal)
    case 'arn':
      return isOwnPrincipal(principal) ? matchArn(entry.arn, principal) : undefined
    case 'service':
      return principal.kind === 'service' && principal.serviceName === entry.name ? 'direct' : undefined
    case 'federated':
      return principal.kind === 'federated' && principal.federatedProvider === entry.provider ? 'direct' : undefined
    case 'canonical-user':
      return undefined
  }
}

const order: readonly Strength[] = ['account', 'via-entity', 'direct']

export const stronger = (one: Strength | undefined, other: Strength | undefined): Strength | undefined => {
  if (one === undefined || other === undefined) return one ?? other
  return order.indexOf(one) >= order.indexOf(other) ? one : other
}

const bestOf = (entries: readonly PrincipalEntry[], principal: Principal): Strength | undefined =>
  entries.reduce<Strength | undefined>((best, entry) => stronger(best, matchEntry(entry, principal)), undefined)

/** Deny with NotPrincipal spares the caller only if account, role and session are all listed. */
const isSpared = (entries: readonly PrincipalEntry[], principal: Principal): boolean => {
  const lists = (test: (entry: PrincipalEntry) => boolean): boolean => entries.some(test)
  if (lists((entry) => entry.kind === 'everyone')) return true
  if (!isOwnPrincipal(principal)) return bestOf(entries, principal) !== undefined
  const hasAccount = lists((entry) => entry.kind === 'account' && entry.account === principal.account)
  const hasEntity = lists((entry) => matchEntry(entry, principal) === 'via-entity')
  const hasItself = principal.kind === 'root' || lists((entry) => matchEntry(entry, principal) === 'direct')
  const needsEntity = principal.kind === 'role-session' || principal.kind === 'federated-user'
  return hasAccount && hasItself && (!needsEntity || hasEntity)
}

/** Whether and how strongly a statement of a resource policy speaks about the caller; without Principal it never does. */
export const matchPrincipal = (statement: Statement, request: AuthorizationRequest): Strength | undefined => {
  const { principals } = statement
  const { principal } = request
  if (principals === undefined) return undefined
  if (!principals.isNot) return bestOf(principals.entries, principal)
  if (statement.effect === 'Deny' && applicablePolicies(request).boundary !== undefined) return 'direct'
  const isListed = statement.effect === 'Deny' ? isSpared(principals.entries, principal) : bestOf(principals.entries, principal) !== undefined
  return isListed ? undefined : 'direct'
}
