import type { Context } from '../match/context.ts'
import type { NamedPolicy, Statement } from '../policy.ts'
import type { MatchedStatement, PolicyKind } from './decision.ts'
import { matchPrincipal, type Strength, stronger } from './match-principal.ts'
import type { AuthorizationRequest } from './request.ts'

/** The parts of a question that every statement is held against. */
export interface Question {
  request: AuthorizationRequest
  lowerAction: string
  context: Context
}

/** What the policies of one kind say. */
export interface Verdict {
  deny: MatchedStatement | undefined
  allow: MatchedStatement | undefined
  /** Of resource policies: how strongly the best Allow names the caller. */
  strength: Strength | undefined
}

const appliesBesidesPrincipal = (statement: Statement, { request, context }: Question): boolean =>
  statement.matchesResource(request.resource, context) && statement.conditions.every((condition) => condition.isMet(context))

/** Policies whose statements have no Principal. */
export const scanPolicies = (kind: PolicyKind, policies: readonly NamedPolicy[], question: Question): Verdict => {
  const verdict: Verdict = { deny: undefined, allow: undefined, strength: undefined }
  for (const policy of policies) {
    for (const statement of policy.policy.statementsFor(question.lowerAction)) {
      if (statement.effect === 'Allow' && verdict.allow !== undefined) continue
      if (!appliesBesidesPrincipal(statement, question)) continue
      if (statement.effect === 'Deny') return { ...verdict, deny: { kind, policy, statement } }
      verdict.allow = { kind, policy, statement }
    }
  }
  return verdict
}

/** The resource's own policy, whose statements name principals. */
export const scanResourcePolicy = (kind: PolicyKind, policy: NamedPolicy, question: Question): Verdict => {
  const verdict: Verdict = { deny: undefined, allow: undefined, strength: undefined }
  const { principal, policies } = question.request
  for (const statement of policy.policy.statementsFor(question.lowerAction)) {
    const strength = matchPrincipal(statement, principal, policies.boundary !== undefined)
    if (strength === undefined || !appliesBesidesPrincipal(statement, question)) continue
    if (statement.effect === 'Deny') return { ...verdict, deny: { kind, policy, statement } }
    if (stronger(verdict.strength, strength) === strength) verdict.allow = { kind, policy, statement }
    verdict.strength = stronger(verdict.strength, strength)
  }
  return verdict
}
