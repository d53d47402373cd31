import { isOwnPrincipal } from './applicable.ts'
import { missingAllows } from '../explain/missing-allows.ts'
import type { Decision, MatchedStatement, MissingAllow, PolicyKind } from './decision.ts'
import { explainDeny, explainImplicitDeny } from './reasons.ts'
import type { AuthorizationRequest } from './request.ts'
import { collectVerdicts, noVerdicts, questionOf, resourceKind, type Verdicts } from './verdicts.ts'

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

/** The kind of policy whose silence denies; undefined when all that must allow did. */
const missingAllow = (request: AuthorizationRequest, verdicts: Verdicts): PolicyKind | undefined => {
  if (!isOwnPrincipal(request.principal)) return verdicts.resource.strength === 'direct' ? undefined : resourceKind(request)
  if (verdicts.serviceControl.some((level) => level.allow === undefined)) return 'scp'
  const isSameAccount = request.principal.account === request.resourceAccount
  if (request.principal.kind === 'root') {
    // Root has every permission; only the session policy of a session that was made as root limits it.
    return isSameAccount || verdicts.resource.strength !== undefined ? missingLimit(verdicts) : resourceKind(request)
  }
  return isSameAccount ? sameAccount(request, verdicts) : crossAccount(request, verdicts)
}

const nothing = (): [] => []

const allowed = (verdicts: Verdicts, reason?: string): Decision => {
  const matched: MatchedStatement[] = []
  if (verdicts.identity.allow) matched.push(verdicts.identity.allow)
  if (verdicts.resource.allow) matched.push(verdicts.resource.allow)
  if (verdicts.boundary?.allow) matched.push(verdicts.boundary.allow)
  if (verdicts.session?.allow) matched.push(verdicts.session.allow)
  for (const { allow } of verdicts.serviceControl) if (allow) matched.push(allow)
  return {
    isAllowed: true,
    kind: 'allowed',
    cause: undefined,
    matched,
    reasons: () => (reason === undefined ? matched.map(explainDeny) : [reason]),
    missing: nothing,
  }
}

/** Decides one question by the algorithm of AWS (policy-evaluation.md §8). */
export const evaluate = (request: AuthorizationRequest): Decision => {
  const question = questionOf(request)
  if (question.lowerAction === 'sts:getcalleridentity') return allowed(noVerdicts, 'sts:GetCallerIdentity needs no permission.')
  const verdicts = collectVerdicts(question)
  const deny = explicitDeny(verdicts)
  const missing = (): MissingAllow[] => missingAllows(request, verdicts)
  if (deny) return { isAllowed: false, kind: 'explicitDeny', cause: deny.kind, matched: [deny], reasons: () => [explainDeny(deny)], missing }
  if (question.lowerAction === 'sts:getsessiontoken') return allowed(verdicts, 'sts:GetSessionToken needs no Allow.')
  const cause = missingAllow(request, verdicts)
  if (cause === undefined) return allowed(verdicts, request.principal.kind === 'root' ? 'The root user has every permission of its account.' : undefined)
  return { isAllowed: false, kind: 'implicitDeny', cause, matched: [], reasons: () => explainImplicitDeny(cause, question), missing }
}
