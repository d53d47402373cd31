import type { Decision } from '../evaluate/decision.ts'
import type { AuthorizationRequest, PolicySet } from '../evaluate/request.ts'
import { isSamePolicy } from '../policy.ts'
import { explain, type Explanation } from './explain.ts'

interface Known {
  request: Pick<AuthorizationRequest, 'principal' | 'policies'>
  decision: Decision
  explanation: Explanation
}

const maximumActions = 500
const maximumKnown = 8
const known = new WeakMap<PolicySet['identity'], Map<string, Known[]>>()

const isSameCaller = ({ principal: one }: Known['request'], { principal: other }: Known['request']): boolean => one.kind === other.kind && one.roleArn === other.roleArn

const hasSameLimits = (one: PolicySet, other: PolicySet): boolean =>
  one.boundary === other.boundary && one.session === other.session && one.serviceControl === other.serviceControl && one.resourceControl === other.resourceControl

/** Whether everything is alike that an explanation shows besides the identity policies, the action and what matched. */
const isAlike = (one: Known['request'], other: Known['request']): boolean =>
  isSameCaller(one, other) && hasSameLimits(one.policies, other.policies) && isSamePolicy(one.policies.resource, other.policies.resource)

const hasSameMatches = ({ matched: one }: Decision, { matched: other }: Decision): boolean =>
  one.length === other.length && one.every(({ kind, statement }, index) => other[index]?.statement === statement && other[index].kind === kind)

const entriesFor = ({ policies: { identity }, action }: AuthorizationRequest): Known[] => {
  const byAction = known.get(identity) ?? new Map<string, Known[]>()
  known.set(identity, byAction)
  const entries = byAction.get(action) ?? []
  if (byAction.size < maximumActions) byAction.set(action, entries)
  return entries
}

/**
 * Explains an allowed question; the very same object for all that were allowed alike, so that it costs the thousandth request
 * next to nothing.
 */
export const explainAllowed = (request: AuthorizationRequest, decision: Decision): Explanation => {
  const entries = entriesFor(request)
  const entry = entries.find((candidate) => isAlike(candidate.request, request) && hasSameMatches(candidate.decision, decision))
  if (entry !== undefined) return entry.explanation
  const explanation = explain(request, decision)
  // Nothing is kept of the request but whose it was.
  entries.unshift({ request: { principal: request.principal, policies: request.policies }, decision, explanation })
  entries.length = Math.min(entries.length, maximumKnown)
  return explanation
}
