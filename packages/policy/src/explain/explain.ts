import { applicablePolicies } from '../evaluate/applicable.ts'
import type { Decision, MissingAllow, PolicyKind, StatementJson } from '../evaluate/decision.ts'
import type { AuthorizationRequest } from '../evaluate/request.ts'
import type { Question } from '../evaluate/scan.ts'
import { questionOf, resourceKind } from '../evaluate/verdicts.ts'
import type { Effect, NamedPolicy, Statement } from '../policy.ts'
import { type Asked, type Failure, failuresOf, type JudgedCondition, judgedConditions } from './failures.ts'
import { statementJson } from './statement-parts.ts'

/** A statement about the action. */
export interface ExplainedStatement {
  /** From 0. */
  index: number
  sid?: string
  effect: Effect
  applies: boolean
  /** In the policy language; left out when it is very long. */
  statement?: StatementJson
  /** Why it does not apply; empty when it does. */
  failures: Failure[]
  /** Of a Deny that applies: what its conditions were met by. */
  conditions?: JudgedCondition[]
}

/**
 * `silent`: no statement speaks about the action. `doesNotApply`: some do, none applies. `notNeeded`: some do, but the call was
 * allowed without them.
 */
export type Outcome = 'allows' | 'denies' | 'doesNotApply' | 'notNeeded' | 'silent'

/** One policy that was looked at. */
export interface ExplainedPolicy {
  kind: PolicyKind
  name: string
  /** Of managed policies. */
  arn?: string
  /** ARN of the user, group, role, session or resource that it belongs to. */
  attachedTo?: string
  /** Of service control policies: from 0 at the organization's root to the account. */
  level?: number
  outcome: Outcome
  /** Those that decide, else those that came closest to allowing. */
  statements: ExplainedStatement[]
}

/** Why a question was decided as it was. */
export interface Explanation {
  /** Every policy that may speak about the caller, in the order of the decision. */
  policies: ExplainedPolicy[]
  /** What would have to be added so that, but for explicit denies, the question is allowed; empty when nothing is missing. */
  missing: MissingAllow[]
}

type Considered = Pick<ExplainedPolicy, 'kind' | 'level'> & { policy: NamedPolicy }

const consideredPolicies = (request: AuthorizationRequest): Considered[] => {
  const { identity, boundary, session, serviceControl, resourceControl } = applicablePolicies(request)
  const { resource } = request.policies
  const ofKind = (kind: PolicyKind, list: readonly NamedPolicy[]): Considered[] => list.map((policy) => ({ kind, policy }))
  return [
    ...serviceControl.flatMap((list, level) => list.map((policy): Considered => ({ kind: 'scp', level, policy }))),
    ...ofKind('rcp', resourceControl),
    ...ofKind(resourceKind(request), resource === undefined ? [] : [resource]),
    ...ofKind('identity', identity),
    ...ofKind('boundary', boundary === undefined ? [] : [boundary]),
    ...ofKind('session', session ?? []),
  ]
}

const maximumStatements = 3
const maximumTexts = 40

const textCount = ({ actionTexts, resourceTexts, conditions, principals }: Statement): number =>
  actionTexts.length + resourceTexts.length + (principals?.entries.length ?? 0) + conditions.reduce((sum, { policyValues }) => sum + policyValues.length, 0)

interface Judged {
  statement: Statement
  failures: Failure[]
}

const explained = ({ statement, failures }: Judged): ExplainedStatement => ({
  index: statement.index,
  ...(statement.sid === undefined ? {} : { sid: statement.sid }),
  effect: statement.effect,
  applies: failures.length === 0,
  ...(textCount(statement) > maximumTexts ? {} : { statement: statementJson(statement) }),
  failures,
})

/** Those that decide, else those that lack least. */
const telling = (judged: readonly Judged[]): Judged[] => {
  const applying = judged.filter(({ failures }) => failures.length === 0)
  const denying = applying.filter(({ statement }) => statement.effect === 'Deny')
  if (denying.length > 0) return denying
  if (applying.length > 0) return applying
  const allowing = judged.filter(({ statement }) => statement.effect === 'Allow')
  return allowing.toSorted((one, other) => one.failures.length - other.failures.length)
}

/** Of a policy that speaks about the action. */
const outcomeOf = (judged: readonly Judged[]): Outcome => {
  const applying = judged.filter(({ failures }) => failures.length === 0)
  if (applying.some(({ statement }) => statement.effect === 'Deny')) return 'denies'
  return applying.length > 0 ? 'allows' : 'doesNotApply'
}

type Label = Omit<ExplainedPolicy, 'outcome' | 'statements'>

const labels = new WeakMap<NamedPolicy, Label>()

const newLabel = ({ kind, level, policy: { name, arn, attachedTo } }: Considered): Label => ({
  kind,
  name,
  ...(arn === undefined ? {} : { arn }),
  ...(attachedTo === undefined ? {} : { attachedTo }),
  ...(level === undefined ? {} : { level }),
})

const labelOf = (considered: Considered): Label => {
  const known = labels.get(considered.policy)
  if (known?.kind === considered.kind && known.level === considered.level) return known
  const label = newLabel(considered)
  labels.set(considered.policy, label)
  return label
}

const explainJudged = (judged: Judged, asked: Asked): ExplainedStatement => {
  const { statement, failures } = judged
  const isDenying = statement.effect === 'Deny' && failures.length === 0 && statement.conditions.length > 0
  return { ...explained(judged), ...(isDenying ? { conditions: judgedConditions(statement, asked) } : {}) }
}

const explainPolicy = (considered: Considered, question: Question): ExplainedPolicy => {
  const { kind, policy } = considered
  const spoken = policy.policy.statementsFor(question.lowerAction)
  if (spoken.length === 0) return { ...labelOf(considered), outcome: 'silent', statements: [] }
  const asked: Asked = { kind, policy, question }
  const judged = spoken.map((statement) => ({ statement, failures: failuresOf(statement, asked) }))
  return {
    ...labelOf(considered),
    outcome: outcomeOf(judged),
    statements: telling(judged)
      .slice(0, maximumStatements)
      .map((one) => explainJudged(one, asked)),
  }
}

/** Tells only what the decision tells: nothing is held against the request again. */
const explainAllowing = (considered: Considered, { lowerAction }: Question, decision: Decision): ExplainedPolicy => {
  const matched = decision.matched.filter(({ policy, kind }) => policy === considered.policy && kind === considered.kind)
  const isSilent = considered.policy.policy.statementsFor(lowerAction).length === 0
  return {
    ...labelOf(considered),
    outcome: matched.length > 0 ? 'allows' : isSilent ? 'silent' : 'notNeeded',
    statements: matched.map(({ statement }) => explained({ statement, failures: [] })),
  }
}

/**
 * Tells which policies were looked at for a decision, what each said and why, and what was missing. It decides nothing. Of an
 * allowed question it tells nothing that depends on the request but for its action.
 */
export const explain = (request: AuthorizationRequest, decision: Decision): Explanation => {
  const question = questionOf(request)
  const considered = consideredPolicies(request)
  const policies = considered.map((policy) => (decision.isAllowed ? explainAllowing(policy, question, decision) : explainPolicy(policy, question)))
  return { policies, missing: decision.missing() }
}
