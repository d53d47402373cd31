import type { Decision } from '../evaluate/decision.ts'
import type { AuthorizationRequest, PolicySet } from '../evaluate/request.ts'
import { explain, type Explanation } from './explain.ts'

interface Known {
  parts: readonly unknown[]
  decision: Decision
  explanation: Explanation
}

const maximumActions = 500
const maximumKnown = 8
const known = new WeakMap<PolicySet['identity'], Map<string, Known[]>>()

/** What an explanation shows besides the identity policies, the action and what matched. */
const partsOf = ({ policies, principal }: AuthorizationRequest): unknown[] => {
  const { boundary, session, serviceControl, resourceControl, resource } = policies
  // Resource policies may come with each request anew, but are compiled once.
  const { name, attachedTo, policy } = resource ?? {}
  return [principal.kind, principal.roleArn, boundary, session, serviceControl, resourceControl, name, attachedTo, policy]
}

const hasSameParts = (one: readonly unknown[], other: readonly unknown[]): boolean => one.every((part, index) => part === other[index])

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
  const parts = partsOf(request)
  const entry = entries.find((candidate) => hasSameParts(candidate.parts, parts) && hasSameMatches(candidate.decision, decision))
  if (entry !== undefined) return entry.explanation
  const explanation = explain(request, decision)
  entries.unshift({ parts, decision, explanation })
  entries.length = Math.min(entries.length, maximumKnown)
  return explanation
}
