import type { AuthorizationRequest, PolicySet, Principal } from './request.ts'

/** Whether the principal belongs to an account, which service principals, federated and unsigned callers do not. */
export const isOwnPrincipal = ({ kind }: Principal): boolean => kind !== 'service' && kind !== 'federated' && kind !== 'anonymous'

/** Their path is reserved, so the ARN tells. */
const isServiceLinked = ({ kind, roleArn }: Principal): boolean => kind === 'role-session' && roleArn?.includes(':role/aws-service-role/') === true

const noPolicies: readonly never[] = []

/** The policies that may speak about a caller of this kind (policy-evaluation.md §8, §9). */
export interface ApplicablePolicies {
  identity: PolicySet['identity']
  boundary: PolicySet['boundary']
  session: PolicySet['session']
  serviceControl: NonNullable<PolicySet['serviceControl']>
  resourceControl: NonNullable<PolicySet['resourceControl']>
}

/** A federated user's session allows nothing unless policies were given with it. */
const sessionOf = ({ principal, policies }: AuthorizationRequest): PolicySet['session'] =>
  policies.session ?? (principal.kind === 'federated-user' ? noPolicies : undefined)

/** Leaves out what cannot limit or help the caller. */
export const applicablePolicies = (request: AuthorizationRequest): ApplicablePolicies => {
  const { principal, policies } = request
  const { resourceControl = noPolicies, serviceControl = noPolicies } = policies
  if (!isOwnPrincipal(principal)) return { identity: noPolicies, boundary: undefined, session: undefined, serviceControl: noPolicies, resourceControl }
  const session = sessionOf(request)
  // Root has no identity policies and no boundary; organizations limit it all the same.
  if (principal.kind === 'root') return { identity: noPolicies, boundary: undefined, session, serviceControl, resourceControl }
  const { identity, boundary } = policies
  if (isServiceLinked(principal)) return { identity, boundary: undefined, session, serviceControl: noPolicies, resourceControl: noPolicies }
  return { identity, boundary, session, serviceControl, resourceControl }
}
