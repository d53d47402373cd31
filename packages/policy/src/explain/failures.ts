import type { CompiledCondition } from '../conditions/compile-condition.ts'
import type { PolicyKind } from '../evaluate/decision.ts'
import { matchPrincipal } from '../evaluate/match-principal.ts'
import type { Question } from '../evaluate/scan.ts'
import type { Context } from '../match/context.ts'
import type { NamedPolicy, Statement } from '../policy.ts'
import { principalTexts } from './statement-parts.ts'

/** A condition and what it was held against. */
export interface JudgedCondition {
  /** As written. */
  operator: string
  /** As written. */
  key: string
  /** What the policy says, with the variables that have a value filled in. */
  expected: string[]
  /** What the request has; null when it has no such key. */
  actual: string[] | null
}

/** A part of a statement that the request does not meet; conditions have an operator and a key. */
export interface Failure extends Pick<JudgedCondition, 'expected' | 'actual'>, Partial<Pick<JudgedCondition, 'operator' | 'key'>> {
  element: 'Principal' | 'NotPrincipal' | 'Resource' | 'NotResource' | 'Condition'
}

const maximumTexts = 10

/** The first texts of a long list and how many follow. */
const shortened = (texts: readonly string[]): string[] =>
  texts.length <= maximumTexts ? [...texts] : [...texts.slice(0, maximumTexts), `… ${texts.length - maximumTexts} more`]

const variable = /\$\{([^{}]*)\}/g

const fillIn = (text: string, context: Context): string =>
  text.replaceAll(variable, (written: string, content: string) => {
    // The default is all that follows the first comma.
    const [, name = '', fallback] = /^([^,]*)(?:,(.*))?$/s.exec(content) ?? []
    return context.single(name.trim().toLowerCase()) ?? fallback?.trim().replaceAll(/^'|'$/g, '') ?? written
  })

/** The policy that a statement is of, and the question. */
export interface Asked {
  kind: PolicyKind
  policy: NamedPolicy
  question: Question
}

const expectedTexts = (texts: readonly string[], { policy, question }: Asked): string[] => {
  // Only the newer version of the language knows variables.
  const hasVariables = policy.policy.version === '2012-10-17'
  return shortened(texts).map((text) => (hasVariables && text.includes('${') ? fillIn(text, question.context) : text))
}

const principalFailure = (statement: Statement, { kind, question }: Asked): Failure[] => {
  const isResourcePolicy = kind === 'resource' || kind === 'trust'
  if (!isResourcePolicy || matchPrincipal(statement, question.request) !== undefined) return []
  const element = statement.principals?.isNot === true ? 'NotPrincipal' : 'Principal'
  return [{ element, expected: shortened(principalTexts(statement)), actual: [question.request.principal.arn] }]
}

const resourceFailure = (statement: Statement, asked: Asked): Failure[] => {
  const { request, context } = asked.question
  if (statement.matchesResource(request.resource, context)) return []
  const element = statement.isNotResource ? 'NotResource' : 'Resource'
  return [{ element, expected: expectedTexts(statement.resourceTexts, asked), actual: [request.resource] }]
}

const judgedCondition = ({ operator, key, policyValues, lowerKey }: CompiledCondition, asked: Asked): JudgedCondition => {
  const actual = asked.question.context.values(lowerKey)
  return { operator, key, expected: expectedTexts(policyValues, asked), actual: actual === undefined ? null : shortened(actual) }
}

/** What each condition of a statement was held against, whether it was met or not. */
export const judgedConditions = (statement: Statement, asked: Asked): JudgedCondition[] => statement.conditions.map((condition) => judgedCondition(condition, asked))

const conditionFailure = (condition: CompiledCondition, asked: Asked): Failure[] =>
  condition.isMet(asked.question.context) ? [] : [{ element: 'Condition', ...judgedCondition(condition, asked) }]

/** Every part of a statement about the action that keeps it from applying; none when it applies. */
export const failuresOf = (statement: Statement, asked: Asked): Failure[] => {
  const failures = [...principalFailure(statement, asked), ...resourceFailure(statement, asked)]
  for (const condition of statement.conditions) failures.push(...conditionFailure(condition, asked))
  return failures
}
