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

const appliesBesidesPrincipal = (statement: Statement, { request, context }: Question): boolean => {
  if (!statement.matchesResource(request.resource, context)) return false
  for (const condition of statement.conditions) if (!condition.isMet(context)) return false
  return true
}

interface Candidate {
  policy: NamedPolicy
  statement: Statement
}

/** The statements of a list of policies that speak about an action. */
interface Candidates {
  denies: Candidate[]
  allows: Candidate[]
}

const findCandidates = (policies: readonly NamedPolicy[], lowerAction: string): Candidates => {
  const candidates: Candidates = { denies: [], allows: [] }
  for (const policy of policies) {
    for (const statement of policy.policy.statementsFor(lowerAction)) {
      candidates[statement.effect === 'Deny' ? 'denies' : 'allows'].push({ policy, statement })
    }
  }
  return candidates
}

const maximumRememberedActions = 500
const remembered = new WeakMap<readonly NamedPolicy[], Map<string, Candidates>>()

/** A caller's list of policies stays the same for many requests: what speaks about an action is found once. */
const candidatesOf = (policies: readonly NamedPolicy[], lowerAction: string): Candidates => {
  let byAction = remembered.get(policies)
  if (byAction === undefined) {
    byAction = new Map()
    remembered.set(policies, byAction)
  }
  const known = byAction.get(lowerAction)
  if (known !== undefined) return known
  const found = findCandidates(policies, lowerAction)
  if (byAction.size < maximumRememberedActions) byAction.set(lowerAction, found)
  return found
}

const firstThatApplies = (candidates: readonly Candidate[], question: Question): Candidate | undefined => {
  for (const candidate of candidates) if (appliesBesidesPrincipal(candidate.statement, question)) return candidate
  return undefined
}

const matched = (kind: PolicyKind, candidate: Candidate | undefined): MatchedStatement | undefined => candidate && { kind, ...candidate }

/** Policies whose statements have no Principal. */
export const scanPolicies = (kind: PolicyKind, policies: readonly NamedPolicy[], question: Question): Verdict => {
  const { denies, allows } = candidatesOf(policies, question.lowerAction)
  const deny = firstThatApplies(denies, question)
  const allow = deny === undefined ? firstThatApplies(allows, question) : undefined
  return { deny: matched(kind, deny), allow: matched(kind, allow), strength: undefined }
}

/** One policy whose statements have no Principal. */
export const scanPolicy = (kind: PolicyKind, policy: NamedPolicy, question: Question): Verdict => {
  let allow: MatchedStatement | undefined
  for (const statement of policy.policy.statementsFor(question.lowerAction)) {
    if (statement.effect === 'Allow' && allow !== undefined) continue
    if (!appliesBesidesPrincipal(statement, question)) continue
    if (statement.effect === 'Deny') return { deny: { kind, policy, statement }, allow, strength: undefined }
    allow = { kind, policy, statement }
  }
  return { deny: undefined, allow, strength: undefined }
}

/** The resource's own policy, whose statements name principals. */
export const scanResourcePolicy = (kind: PolicyKind, policy: NamedPolicy, question: Question): Verdict => {
  const verdict: Verdict = { deny: undefined, allow: undefined, strength: undefined }
  for (const statement of policy.policy.statementsFor(question.lowerAction)) {
    const strength = matchPrincipal(statement, question.request)
    if (strength === undefined || !appliesBesidesPrincipal(statement, question)) continue
    if (statement.effect === 'Deny') return { ...verdict, deny: { kind, policy, statement } }
    if (stronger(verdict.strength, strength) === strength) verdict.allow = { kind, policy, statement }
    verdict.strength = stronger(verdict.strength, strength)
  }
  return verdict
}
