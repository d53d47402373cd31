import type { Decision, PolicyKind } from './decision.ts'
import { kindNames } from './kind-names.ts'
import type { AuthorizationRequest } from './request.ts'

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
  return decision.kind === 'explicitDeny' ? ` with an explicit deny in ${explicit[kind]}` : ` because no ${kindNames[kind]} allows the ${action} action`
}

/** AWS's sentence for a denial, without EC2's prefix; cross-account callers get no cause. */
export const denialMessage = (decision: Decision, request: AuthorizationRequest): string => {
  const { principal, action, resource, shownResource } = request
  const shown = shownResource === undefined ? resource : shownResource
  const on = shown === null ? '' : ` on resource: ${shown}`
  const isCrossAccount = principal.account !== request.resourceAccount
  return `User: ${principal.arn} is not authorized to perform: ${action}${on}${isCrossAccount ? '' : cause(decision, action)}`
}
