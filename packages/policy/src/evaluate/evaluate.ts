import { Context } from '../match/context.ts'
import type { NamedPolicy } from '../policy.ts'
import type { Decision, MatchedStatement, PolicyKind } from './decision.ts'
import { explainDeny, explainImplicitDeny } from './reasons.ts'
import type { AuthorizationRequest } from './request.ts'
import { type Question, scanPolicies, scanResourcePolicy, type Verdict } from './scan.ts'

const lowerActions = new Map<string, string>()

// Actions are few and asked about all the time.
const lowerAction = (action: string): string => {
  const known = lowerActions.get(action)
  if (known !== undefined) return known
  const lower = action.toLowerCase()
  if (lowerActions.size < 5000) lowerActions.set(action, lower)
  return lower
}

const silent: Verdict = { deny: undefined, allow: undefined, strength: undefined }

interface Verdicts {
  identity: Verdict
  boundary: Verdict | undefined
  session: Verdict | undefined
  resource: Verdict
  serviceControl: Verdict[]
  resourceControl: Verdict
}

const collect = (question: Question): Verdicts => {
  const { policies } = question.request
  const scan = (kind: PolicyKind, list: readonly NamedPolicy[]): Verdict => scanPolicies(kind, list, question)
  return {
    identity: scan('identity', policies.identity),
    boundary: policies.boundary && scan('boundary', [policies.boundary]),
    session: policies.session && scan('session', policies.session),
    resource: policies.resource ? scanResourcePolicy(resourceKind(question.request), policies.resource, question) : silent,
    serviceControl: (policies.serviceControl ?? []).map((level) => scan('scp', level)),
    resourceControl: policies.resourceControl ? scan('rcp', policies.resourceControl) : silent,
  }
}

const resourceKind = (request: AuthorizationRequest): PolicyKind => (request.policies.resourceKind === 'trust' ? 'trust' : 'resource')

/** The Deny that is named when several apply. */
const explicitDeny = (verdicts: Verdicts): MatchedStatement | undefined =>
  verdicts.serviceControl.find((level) => level.deny)?.deny ??
  verdicts.resourceControl.deny ??
  verdicts.resource.deny ??
  verdicts.boundary?.deny ??
  verdicts.session?.deny ??
  verdicts.identity.deny

/** The limits that must allow besides identity policies; undefined when none is missing. */
const missingLimit = (verdicts: Verdicts): PolicyKind | undefined => {
  if (verdicts.boundary !== undefined && verdicts.boundary.allow === undefined) return 'boundary'
  return verdicts.session !== undefined && verdicts.session.allow === undefined ? 'session' : undefined
}

const missingEverything = (verdicts: Verdicts): PolicyKind | undefined =>
  verdicts.identity.allow === undefined ? 'identity' : missingLimit(verdicts)

const sameAccount = (request: AuthorizationRequest, verdicts: Verdicts): PolicyKind | undefined => {
  const { strength } = verdicts.resource
  if (strength === 'direct') return undefined
  if (strength === 'via-entity') return missingLimit(verdicts)
  // Only in trust policies is saying nothing a refusal: elsewhere identity policies suffice within the account.
  if (strength === undefined && request.policies.resourceKind === 'trust') return 'trust'
  return missingEverything(verdicts)
}

const crossAccount = (request: AuthorizationRequest, verdicts: Verdicts): PolicyKind | undefined =>
  verdicts.resource.strength === undefined ? resourceKind(request) : missingEverything(verdicts)

const isOwnPrincipal = (request: AuthorizationRequest): boolean => !['service', 'federated', 'anonymous'].includes(request.principal.kind)

/** The kind of policy whose silence denies; undefined when all that must allow did. */
const missingAllow = (request: AuthorizationRequest, verdicts: Verdicts): PolicyKind | undefined => {
  if (!isOwnPrincipal(request)) return verdicts.resource.strength === 'direct' ? undefined : resourceKind(request)
  if (verdicts.serviceControl.some((level) => level.allow === undefined)) return 'scp'
  const isSameAccount = request.principal.account === request.resourceAccount
  if (request.principal.kind === 'root') {
    return isSameAccount || verdicts.resource.strength !== undefined ? undefined : resourceKind(request)
  }
  return isSameAccount ? sameAccount(request, verdicts) : crossAccount(request, verdicts)
}

const allowed = (verdicts: Verdicts, reason?: string): Decision => {
  const matched = [verdicts.identity, verdicts.resource, verdicts.boundary, verdicts.session].flatMap((verdict) =>
    verdict?.allow ? [verdict.allow] : [],
  )
  return {
    isAllowed: true,
    kind: 'allowed',
    cause: undefined,
    matched,
    reasons: () => (reason === undefined ? matched.map(explainDeny) : [reason]),
  }
}

const nothing: Verdicts = {
  identity: silent,
  boundary: undefined,
  session: undefined,
  resource: silent,
  serviceControl: [],
  resourceControl: silent,
}

/** Decides one question by the algorithm of AWS (policy-evaluation.md §8). */
export const evaluate = (request: AuthorizationRequest): Decision => {
  const question: Question = { request, lowerAction: lowerAction(request.action), context: new Context(request.context) }
  if (question.lowerAction === 'sts:getcalleridentity') return allowed(nothing, 'sts:GetCallerIdentity needs no permission.')
  const verdicts = collect(question)
  const deny = explicitDeny(verdicts)
  if (deny) return { isAllowed: false, kind: 'explicitDeny', cause: deny.kind, matched: [deny], reasons: () => [explainDeny(deny)] }
  if (question.lowerAction === 'sts:getsessiontoken') return allowed(verdicts, 'sts:GetSessionToken needs no Allow.')
  const cause = missingAllow(request, verdicts)
  if (cause === undefined) return allowed(verdicts, request.principal.kind === 'root' ? 'The root user has every permission of its account.' : undefined)
  return { isAllowed: false, kind: 'implicitDeny', cause, matched: [], reasons: () => explainImplicitDeny(cause, question) }
}
