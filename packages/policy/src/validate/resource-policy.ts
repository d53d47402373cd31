import { isObject, type JsonObject, textList } from '../parse/json.ts'
import { principalEntries } from '../parse/parse-policy.ts'
import { haveDates } from './dates.ts'
import { readDocument } from './grammar.ts'
import { checkAction } from './identity-policy.ts'
import { refuse } from './refusal.ts'

/** The texts of the one element that the statement has; undefined when it has none. */
const textsOf = (statement: JsonObject, ...elements: string[]): string[] | undefined => textList(elements.map((element) => statement[element]).find((value) => value !== undefined))

const checkPrincipal = (statement: JsonObject): void => {
  if ('Principal' in statement === 'NotPrincipal' in statement) refuse('A statement needs either Principal or NotPrincipal.')
  if (principalEntries(statement['Principal'] ?? statement['NotPrincipal']).length === 0) refuse('A statement names no principal.')
}

const checkCondition = ({ Condition: block }: JsonObject): void => {
  if (isObject(block) && !Object.entries(block).every(([operator, keys]) => haveDates(operator, keys))) refuse('A condition has a date that is none.')
}

const checkStatement = (statement: JsonObject): void => {
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') refuse('Effect is neither Allow nor Deny.')
  checkPrincipal(statement)
  checkCondition(statement)
  const actions = textsOf(statement, 'Action', 'NotAction') ?? []
  if (actions.length === 0) refuse('Policy statement must contain actions.')
  actions.forEach(checkAction)
  // How a resource is written is its service's own, and some services leave it out.
  if (textsOf(statement, 'Resource', 'NotResource')?.length === 0) refuse('Policy statement must contain resources.')
}

/** Refuses a document that no service would take as the policy of a resource. */
export const validateResourcePolicy = (text: string): void => {
  const { statements } = readDocument(text) ?? refuse('Syntax errors in policy.')
  statements.forEach(checkStatement)
  const sids = statements.map(({ Sid: sid }) => sid).filter((sid) => sid !== undefined && sid !== '')
  if (new Set(sids).size < sids.length) refuse('Statement IDs (SID) in a single policy must be unique.')
}
