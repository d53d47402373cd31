import { isOwnPrincipal } from '../evaluate/applicable.ts'
import type { MissingAllow, PolicyKind, StatementJson } from '../evaluate/decision.ts'
import type { AuthorizationRequest, Principal } from '../evaluate/request.ts'
import type { Verdict } from '../evaluate/scan.ts'
import { resourceKind, type Verdicts } from '../evaluate/verdicts.ts'
import { resourcePattern } from './resource-pattern.ts'

/** As a resource policy would name the caller: sessions by their role. */
const principalElement = (principal: Principal): StatementJson | '*' => {
  if (principal.kind === 'anonymous') return '*'
  if (principal.kind === 'service') return { Service: principal.serviceName ?? principal.arn }
  if (principal.kind === 'federated') return { Federated: principal.federatedProvider ?? principal.arn }
  return { AWS: principal.roleArn ?? principal.arn }
}

const statementFor = (kind: PolicyKind, { principal, action, resource }: AuthorizationRequest): StatementJson => ({
  Effect: 'Allow',
  ...(kind === 'resource' || kind === 'trust' ? { Principal: principalElement(principal) } : {}),
  Action: action,
  // Trust policies speak about their own role.
  ...(kind === 'trust' ? {} : { Resource: resourcePattern(resource) }),
})

/** Whether policies neither allow nor deny: of those that deny it is not known what they would say without. */
const isSilent = ({ allow, deny }: Verdict): boolean => allow === undefined && deny === undefined

const missingLimits = ({ boundary, session }: Verdicts): PolicyKind[] => [
  ...(boundary !== undefined && isSilent(boundary) ? ['boundary' as const] : []),
  ...(session !== undefined && isSilent(session) ? ['session' as const] : []),
]

const missingOwn = (verdicts: Verdicts): PolicyKind[] => [...(isSilent(verdicts.identity) ? ['identity' as const] : []), ...missingLimits(verdicts)]

const missingWithinAccount = (request: AuthorizationRequest, verdicts: Verdicts): PolicyKind[] => {
  const { strength, deny } = verdicts.resource
  if (strength === 'direct') return []
  if (strength === 'via-entity') return missingLimits(verdicts)
  if (strength !== undefined || deny !== undefined || request.policies.resourceKind !== 'trust') return missingOwn(verdicts)
  // Once the trust policy names a role, its sessions need no identity policy; a user's name passes limits too.
  return request.principal.kind === 'role-session' ? ['trust', ...missingLimits(verdicts)] : ['trust']
}

const missingKinds = (request: AuthorizationRequest, verdicts: Verdicts): PolicyKind[] => {
  const { principal } = request
  const { strength, deny } = verdicts.resource
  const missingNaming = strength === undefined && deny === undefined ? [resourceKind(request)] : []
  if (!isOwnPrincipal(principal)) return missingNaming
  const isSameAccount = principal.account === request.resourceAccount
  if (principal.kind === 'root') return [...(isSameAccount ? [] : missingNaming), ...missingLimits(verdicts)]
  if (isSameAccount) return missingWithinAccount(request, verdicts)
  return [...missingNaming, ...missingOwn(verdicts)]
}

/** Every Allow that the decision lacked, in the order in which it is missed; kinds of policy that deny are left out. */
export const missingAllows = (request: AuthorizationRequest, verdicts: Verdicts): MissingAllow[] => {
  // Only an explicit Deny refuses it.
  if (request.action.toLowerCase() === 'sts:getsessiontoken') return []
  const levels = isOwnPrincipal(request.principal) ? verdicts.serviceControl : []
  return [
    ...levels.flatMap((verdict, level) => (isSilent(verdict) ? [{ kind: 'scp' as const, level, statement: statementFor('scp', request) }] : [])),
    ...missingKinds(request, verdicts).map((kind) => ({ kind, statement: statementFor(kind, request) })),
  ]
}
