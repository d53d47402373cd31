import type { CompiledCondition } from '../conditions/compile-condition.ts'
import type { Context } from '../match/context.ts'
import type { NamedPolicy, Statement } from '../policy.ts'
import type { MatchedStatement, PolicyKind } from './decision.ts'
import { kindNames } from './kind-names.ts'
import { matchPrincipal } from './match-principal.ts'
import type { PolicySet } from './request.ts'
import type { Question } from './scan.ts'

const statementName = (statement: Statement): string =>
  statement.sid === undefined ? `statement ${statement.index + 1}` : `statement ${statement.index + 1} (${statement.sid})`

const policyName = (kind: PolicyKind, policy: NamedPolicy): string => `${kindNames[kind]} ${policy.arn ?? policy.name}`

/** The sentence for a statement that decided. */
export const explainDeny = ({ kind, policy, statement }: MatchedStatement): string =>
  `${statement.effect} by ${statementName(statement)} of the ${policyName(kind, policy)}.`

// eslint-disable-next-line complexity -- one line a kind of policy
const policiesOf = (kind: PolicyKind, policies: PolicySet): readonly NamedPolicy[] => {
  if (kind === 'resource' || kind === 'trust') return policies.resource === undefined ? [] : [policies.resource]
  if (kind === 'boundary') return policies.boundary === undefined ? [] : [policies.boundary]
  if (kind === 'session') return policies.session ?? []
  if (kind === 'scp') return (policies.serviceControl ?? []).flat()
  return kind === 'identity' ? policies.identity : (policies.resourceControl ?? [])
}

const conditionFailure = (condition: CompiledCondition, context: Context): string => {
  const values = context.values(condition.lowerKey)
  const seen = values === undefined ? 'the request has no such key' : `the request has ${values.map((value) => `'${value}'`).join(', ')}`
  return `its condition ${condition.operator} ${condition.key} wants ${condition.policyValues.map((value) => `'${value}'`).join(' or ')}, but ${seen}`
}

/** Why a statement about this action does not apply; undefined when it does. */
const mismatch = (kind: PolicyKind, statement: Statement, question: Question): string | undefined => {
  const { request, context } = question
  const isResourcePolicy = kind === 'resource' || kind === 'trust'
  if (isResourcePolicy && matchPrincipal(statement, request) === undefined) {
    return `its Principal does not name ${request.principal.arn}`
  }
  if (!statement.matchesResource(request.resource, context)) {
    const element = statement.isNotResource ? 'NotResource' : 'Resource'
    return `its ${element} ${statement.resourceTexts.join(', ')} does not cover ${request.resource}`
  }
  const failed = statement.conditions.find((condition) => !condition.isMet(context))
  return failed && conditionFailure(failed, context)
}

const nearMisses = (kind: PolicyKind, question: Question): string[] =>
  policiesOf(kind, question.request.policies).flatMap((policy) =>
    policy.policy.statementsFor(question.lowerAction).flatMap((statement) => {
      const why = statement.effect === 'Allow' ? mismatch(kind, statement, question) : undefined
      return why === undefined ? [] : [`The ${policyName(kind, policy)} has ${statementName(statement)} for this action, but ${why}.`]
    }),
  )

/** What was missing: that nothing of the kind allows, and each statement that nearly did. */
export const explainImplicitDeny = (kind: PolicyKind, question: Question): string[] => [
  `No ${kindNames[kind]} allows ${question.request.action} on ${question.request.resource}.`,
  ...nearMisses(kind, question),
]
