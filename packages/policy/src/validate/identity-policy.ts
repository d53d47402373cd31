import { isObject, type JsonObject, textList } from '../parse/json.ts'
import { parsePolicyDate } from '../conditions/DateCompare.ts'
import { type Document, readDocument } from './grammar.ts'
import { refuse } from './refusal.ts'
import { checkResource } from './resources.ts'

export interface IdentityPolicyKind {
  /** Managed policies must be of the newer version. */
  isManaged: boolean
}

const list = (statement: JsonObject, ...elements: string[]): string[] | undefined => {
  const element = elements.find((name) => name in statement)
  return element === undefined ? undefined : textList(statement[element])
}

const maximumEpoch = 2n ** 63n - 1n

const isDateOperand = (value: unknown): boolean => {
  const text = String(value)
  if (/^\d+$/.test(text)) return BigInt(text) <= maximumEpoch
  return parsePolicyDate(text) !== undefined
}

const hasBadDates = (statement: JsonObject): boolean => {
  const block = statement['Condition']
  if (!isObject(block)) return false
  return Object.entries(block).some(([operator, keys]) => {
    if (!/(^|:)date/i.test(operator) || !isObject(keys)) return false
    return Object.values(keys).flat().some((value) => !isDateOperand(value))
  })
}

const isShortArn = (resource: string): boolean => resource.startsWith('arn:') && resource !== '*' && resource.split(':').length < 6

const failsLegacyParse = (statement: JsonObject): boolean => {
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') return true
  return hasBadDates(statement) || (list(statement, 'Resource', 'NotResource') ?? []).some(isShortArn)
}

export const checkSids = (statements: JsonObject[]): void => {
  const sids = statements.map((statement) => statement['Sid']).filter((sid) => typeof sid === 'string' && sid !== '')
  if (new Set(sids).size < sids.length) refuse('Statement IDs (SID) in a single policy must be unique.')
}

export const checkAction = (action: string): void => {
  if (action === '*') return
  const parts = action.split(':')
  const [vendor = ''] = parts
  if (parts.length < 2) refuse('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.')
  if (!/^[A-Za-z0-9.-]+$/.test(vendor)) refuse(`Vendor ${vendor} is not valid`)
  if (parts.length > 2) refuse('Actions/Condition can contain only one colon.')
}

const each = (document: Document, check: (statement: JsonObject) => void): void => {
  for (const statement of document.statements) check(statement)
}

export const checkManagedVersion = (document: Document): void => {
  if (document.version !== '2012-10-17') refuse('Policy document must be version 2012-10-17 or greater.')
}

/** Refuses an identity policy as AWS does when it is written: the first failure in this order, recorded from AWS. */
export const validateIdentityPolicy = (text: string, kind: IdentityPolicyKind): void => {
  const document = readDocument(text) ?? refuse('Syntax errors in policy.')
  if (kind.isManaged) checkManagedVersion(document)
  each(document, (statement) => {
    if ('Principal' in statement || 'NotPrincipal' in statement) refuse('Policy document should not specify a principal.')
  })
  each(document, (statement) => {
    if (failsLegacyParse(statement)) refuse('The policy failed legacy parsing')
  })
  checkSids(document.statements)
  each(document, (statement) => {
    if ((list(statement, 'Action', 'NotAction') ?? []).length === 0) refuse('Policy statement must contain actions.')
  })
  each(document, (statement) => list(statement, 'Resource', 'NotResource')?.forEach(checkResource))
  each(document, (statement) => list(statement, 'Action', 'NotAction')?.forEach(checkAction))
  each(document, (statement) => {
    if ((list(statement, 'Resource', 'NotResource') ?? []).length === 0) refuse('Policy statement must contain resources.')
  })
}
