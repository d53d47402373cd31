import { readOperator } from '../conditions/compile-condition.ts'
import { conditionValues, isObject, type JsonObject, textList } from '../parse/json.ts'
import { hasDuplicateKeys } from './duplicate-keys.ts'

const topElements = new Set(['Version', 'Id', 'Statement'])
const statementElements = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
])

const isTextOrAbsent = (value: unknown): boolean => value === undefined || typeof value === 'string'
const isListOrAbsent = (value: unknown): boolean => value === undefined || textList(value) !== undefined

const isConditionBlock = (block: unknown): boolean => {
  if (block === undefined) return true
  if (!isObject(block)) return false
  return Object.entries(block).every(([operator, keys]) => {
    if (!isObject(keys)) return false
    // An unknown operator with nothing in it passes, as recorded from AWS.
    if (Object.keys(keys).length > 0 && readOperator(operator) === undefined) return false
    return Object.values(keys).every((value) => conditionValues(value) !== undefined)
  })
}

const isEffect = (value: unknown): boolean => typeof value === 'string' && ['allow', 'deny'].includes(value.toLowerCase())

const isStatement = (statement: unknown): statement is JsonObject => {
  if (!isObject(statement)) return false
  if (Object.keys(statement).some((element) => !statementElements.has(element))) return false
  if ('Action' in statement && 'NotAction' in statement) return false
  if ('Resource' in statement && 'NotResource' in statement) return false
  const lists = ['Action', 'NotAction', 'Resource', 'NotResource'].every((element) => isListOrAbsent(statement[element]))
  return lists && isTextOrAbsent(statement['Sid']) && isEffect(statement['Effect']) && isConditionBlock(statement['Condition'])
}

export interface Document {
  version: string | undefined
  statements: JsonObject[]
}

const parse = (document: string): unknown => {
  try {
    return JSON.parse(document)
  } catch {
    return undefined
  }
}

const hasGoodHead = (json: JsonObject): boolean => {
  if (Object.keys(json).some((element) => !topElements.has(element))) return false
  const version = json['Version']
  return isTextOrAbsent(json['Id']) && (version === undefined || version === '2012-10-17' || version === '2008-10-17')
}

/** The document's statements when it follows the grammar of identity policies; undefined otherwise. */
export const readDocument = (document: string): Document | undefined => {
  const json = parse(document)
  if (!isObject(json) || !hasGoodHead(json) || hasDuplicateKeys(document)) return undefined
  const statement = json['Statement']
  const list = Array.isArray(statement) ? (statement as unknown[]) : [statement]
  if (list.length === 0 || !list.every(isStatement)) return undefined
  return { version: json['Version'] as string | undefined, statements: list }
}
