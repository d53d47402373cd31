import type { Decision, PolicyKind } from './decision.ts'
import type { AuthorizationRequest } from './request.ts'

const implicit: Record<PolicyKind, string> = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  resource: 'resource-based policy',
  trust: 'role trust policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
}

const explicit: Record<PolicyKind, string> = {
  identity: 'an identity-based policy',
  boundary: 'a permissions boundary',
  session: 'a session policy',
  resource: 'a resource-based policy',
  trust: 'the role trust policy',
  scp: 'a service control policy',
  rcp: 'a resource control policy',
}

const cause = (decision: Decision, action: string): string => {
  const kind = decision.cause ?? 'identity'
  return decision.kind === 'explicitDeny' ? ` with an explicit deny in ${explicit[kind]}` : ` because no ${implicit[kind]} allows the ${action} action`
}

/** AWS's sentence for a denial, without EC2's prefix; cross-account callers get no cause. */
export const denialMessage = (decision: Decision, request: AuthorizationRequest): string => {
  const { principal, action, resource, shownResource } = request
  const shown = shownResource === undefined ? resource : shownResource
  const on = shown === null ? '' : ` on resource: ${shown}`
  const isCrossAccount = principal.account !== request.resourceAccount
  return `User: ${principal.arn} is not authorized to perform: ${action}${on}${isCrossAccount ? '' : cause(decision, action)}`
}
