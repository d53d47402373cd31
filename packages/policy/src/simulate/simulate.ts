import type { Decision } from '../evaluate/decision.ts'
import { evaluate } from '../evaluate/evaluate.ts'
import { matchPrincipal } from '../evaluate/match-principal.ts'
import type { AuthorizationRequest, PolicySet, Principal } from '../evaluate/request.ts'
import { Context, type ContextKeys } from '../match/context.ts'
import { parsePolicy } from '../parse/parse-policy.ts'
import type { NamedPolicy, Statement } from '../policy.ts'
import { contextKeysOf, distinctKeys } from './context-keys.ts'

/** A policy under simulation; its name is the one that answers show. */
export interface SourcePolicy extends NamedPolicy {
  /** The text that positions are counted in. */
  document: string
}

/** Who asks, and every policy that is held against each question. */
export interface Simulation {
  principal: Principal
  /** Later layers win; keys that are not there are missing, as at run time. */
  context: readonly ContextKeys[]
  identity: readonly SourcePolicy[]
  boundary?: SourcePolicy | undefined
  /** One list for each level from the organization's root to the account. */
  serviceControl?: PolicySet['serviceControl']
  /** Taken as the policy of every resource asked about. */
  resource?: SourcePolicy | undefined
}

export type SimulatedKind = 'identity' | 'resource' | 'boundary'

/** A statement that made the decision. */
export interface SimulatedMatch {
  kind: SimulatedKind
  source: SourcePolicy
  /** From 0. */
  index: number
}

/** The answer to one action on one resource. */
export interface SimulatedDecision {
  decision: Decision['kind']
  matched: readonly SimulatedMatch[]
  /** Keys that the policies ask about and nobody gave. */
  missing: readonly string[]
  /** Undefined when the account is in no organization. */
  isAllowedByOrganization: boolean | undefined
  /** Undefined without a boundary. */
  isAllowedByBoundary: boolean | undefined
  /** What each kind says by itself; only when the resource is another account's. */
  byKind: Readonly<Partial<Record<SimulatedKind, Decision['kind']>>> | undefined
}

/** An action on a resource, and the account that owns it. */
export interface SimulatedQuestion {
  action: string
  resource: string
  resourceAccount: string
}

const everything: NamedPolicy = {
  name: 'everything',
  type: 'inline',
  policy: parsePolicy('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'),
}

const requestOf = ({ principal, context }: Simulation, question: SimulatedQuestion, policies: PolicySet): AuthorizationRequest => ({
  ...question,
  principal,
  context,
  policies,
})

const policySet = ({ identity, boundary, serviceControl, resource }: Simulation): PolicySet => ({
  identity,
  ...(boundary === undefined ? {} : { boundary }),
  ...(serviceControl === undefined ? {} : { serviceControl }),
  ...(resource === undefined ? {} : { resource }),
})

/** What these policies say by themselves of a resource within the caller's account. */
const alone = (simulation: Simulation, question: SimulatedQuestion, policies: PolicySet): Decision =>
  evaluate(requestOf(simulation, { ...question, resourceAccount: simulation.principal.account }, policies))

const byKind = (simulation: Simulation, question: SimulatedQuestion): SimulatedDecision['byKind'] => {
  const { identity, boundary, resource, principal } = simulation
  if (resource === undefined || question.resourceAccount === principal.account) return undefined
  return {
    identity: alone(simulation, question, { identity }).kind,
    resource: evaluate(requestOf(simulation, question, { identity: [everything], resource })).kind,
    ...(boundary === undefined ? {} : { boundary: alone(simulation, question, { identity: [boundary] }).kind }),
  }
}

const applies = (statement: Statement, question: SimulatedQuestion, context: Context): boolean =>
  statement.matchesResource(question.resource, context) && statement.conditions.every((condition) => condition.isMet(context))

const sourcesOf = (simulation: Simulation, effect: Statement['effect']): [SimulatedKind, SourcePolicy][] => [
  ...simulation.identity.map((source): [SimulatedKind, SourcePolicy] => ['identity', source]),
  ...(simulation.resource === undefined ? [] : [['resource', simulation.resource] satisfies [SimulatedKind, SourcePolicy]]),
  // A boundary never allows by itself: only what it denies has decided.
  ...(simulation.boundary === undefined || effect === 'Allow' ? [] : [['boundary', simulation.boundary] satisfies [SimulatedKind, SourcePolicy]]),
]

/** Every statement of the effect that applies, not only the first of its kind, which is all that the decision needs. */
const matchesOf = (simulation: Simulation, question: SimulatedQuestion, effect: Statement['effect']): SimulatedMatch[] => {
  const request = requestOf(simulation, question, policySet(simulation))
  const context = new Context(simulation.context)
  return sourcesOf(simulation, effect).flatMap(([kind, source]) =>
    source.policy
      .statementsFor(question.action.toLowerCase())
      .filter((statement) => statement.effect === effect)
      .filter((statement) => kind !== 'resource' || matchPrincipal(statement, request) !== undefined)
      .filter((statement) => applies(statement, question, context))
      .map(({ index }) => ({ kind, source, index })),
  )
}

const keysOfSource = new WeakMap<SourcePolicy, string[]>()

// The same for every action and resource of a simulation.
const keysOf = (source: SourcePolicy): string[] => {
  const keys = keysOfSource.get(source) ?? contextKeysOf(source.document)
  keysOfSource.set(source, keys)
  return keys
}

const missingKeys = ({ identity, boundary, resource, context }: Simulation): string[] => {
  const given = new Context(context)
  const sources = [...identity, ...(boundary === undefined ? [] : [boundary]), ...(resource === undefined ? [] : [resource])]
  return distinctKeys(sources.flatMap(keysOf)).filter((key) => given.values(key.toLowerCase()) === undefined)
}

/** Decides as enforcement does, by the same engine, and tells what AWS's simulator tells about it. */
export const simulate = (simulation: Simulation, question: SimulatedQuestion): SimulatedDecision => {
  const { boundary, serviceControl } = simulation
  const { kind: decision } = evaluate(requestOf(simulation, question, policySet(simulation)))
  const isAllowedByOrganization = serviceControl && alone(simulation, question, { identity: [everything], serviceControl }).isAllowed
  const isAllowedByBoundary = boundary && alone(simulation, question, { identity: [boundary] }).isAllowed
  const answer = { decision, isAllowedByOrganization, isAllowedByBoundary }
  // What an organization forbids is not explained any further.
  if (isAllowedByOrganization === false) return { ...answer, matched: [], missing: [], byKind: undefined }
  const matched = decision === 'implicitDeny' ? [] : matchesOf(simulation, question, decision === 'allowed' ? 'Allow' : 'Deny')
  return { ...answer, matched, missing: missingKeys(simulation), byKind: byKind(simulation, question) }
}
