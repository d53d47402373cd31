import type { StatementJson } from '../evaluate/decision.ts'
import type { PrincipalEntry } from '../parse/principal-entry.ts'
import type { Statement } from '../policy.ts'
import { oneOrMore } from './one-or-more.ts'

type JsonPrincipal = '*' | Record<string, string | string[]>

/** The kind and the text of a principal in a policy; an account as its number. */
const principalText = (entry: PrincipalEntry): [kind: string, text: string] => {
  switch (entry.kind) {
    case 'everyone':
      return ['AWS', '*']
    case 'account':
      return ['AWS', entry.account]
    case 'unique-id':
      return ['AWS', entry.id]
    case 'arn':
      return ['AWS', entry.arn]
    case 'service':
      return ['Service', entry.name]
    case 'federated':
      return ['Federated', entry.provider]
    case 'canonical-user':
      return ['CanonicalUser', entry.id]
  }
}

/** Whom a statement names, as texts; empty when it has no Principal. */
export const principalTexts = ({ principals }: Statement): string[] => (principals?.entries ?? []).map((entry) => principalText(entry)[1])

const principalJson = (entries: readonly PrincipalEntry[]): JsonPrincipal => {
  const [first] = entries
  if (entries.length === 1 && first?.kind === 'everyone') return '*'
  const byKind = new Map<string, string[]>()
  for (const entry of entries) {
    const [kind, text] = principalText(entry)
    byKind.set(kind, [...(byKind.get(kind) ?? []), text])
  }
  return Object.fromEntries([...byKind].map(([kind, texts]) => [kind, oneOrMore(texts)]))
}

type JsonCondition = Record<string, Record<string, string | string[]>>

const conditionJson = ({ conditions }: Statement): JsonCondition => {
  const block: JsonCondition = {}
  for (const { operator, key, policyValues } of conditions) block[operator] = { ...block[operator], [key]: oneOrMore(policyValues) }
  return block
}

/** The statement in the policy language again, as it was written but for spacing and order. */
export const statementJson = (statement: Statement): StatementJson => {
  const { sid, effect, principals, actionTexts, resourceTexts, conditions } = statement
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: effect,
    ...(principals === undefined ? {} : { [principals.isNot ? 'NotPrincipal' : 'Principal']: principalJson(principals.entries) }),
    [statement.isNotAction ? 'NotAction' : 'Action']: oneOrMore(actionTexts),
    ...(resourceTexts.length === 0 ? {} : { [statement.isNotResource ? 'NotResource' : 'Resource']: oneOrMore(resourceTexts) }),
    ...(conditions.length === 0 ? {} : { Condition: conditionJson(statement) }),
  }
}
