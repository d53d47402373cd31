import { isObject, type JsonObject, textList } from '../parse/json.ts'
import { haveDates } from './dates.ts'
import { type Document, readDocument } from './grammar.ts'
import { PolicyRefusal, refuse } from './refusal.ts'
import { checkResource, isLegacyRefused } from './resources.ts'

export interface IdentityPolicyKind {
  /** Managed policies must be of the newer version. */
  isManaged: boolean
}

const list = (statement: JsonObject, ...elements: string[]): string[] | undefined => {
  const element = elements.find((name) => name in statement)
  return element === undefined ? undefined : textList(statement[element])
}

const legacyMessage = 'The policy failed legacy parsing'

const isExactEffect = ({ Effect: effect }: JsonObject): boolean => effect === 'Allow' || effect === 'Deny'

const hasBadDates = ({ Condition: block }: JsonObject): boolean =>
  isObject(block) && Object.entries(block).some(([operator, keys]) => !haveDates(operator, keys))

const resourcesOf = (statement: JsonObject): string[] => list(statement, 'Resource', 'NotResource') ?? []

const refusalOf = (resource: string): PolicyRefusal | undefined => {
  try {
    checkResource(resource)
  } catch (error) {
    if (error instanceof PolicyRefusal) return error
    throw error
  }
  return undefined
}

/** What the newer parser says of the first resource that it does not take; a refusal of the older one before that comes first. */
const resourceRefusal = (statements: readonly JsonObject[]): PolicyRefusal | undefined => {
  for (const resources of statements.map(resourcesOf)) {
    const refusal = resources.map(refusalOf).find((one) => one !== undefined)
    if (refusal !== undefined) return refusal
    if (resources.some(isLegacyRefused)) refuse(legacyMessage)
  }
  return undefined
}

export const checkSids = (statements: JsonObject[]): void => {
  const sids = statements.map((statement) => statement['Sid']).filter((sid) => typeof sid === 'string' && sid !== '')
  if (sids.some((sid) => !/^[0-9A-Za-z]*$/.test(String(sid)))) {
    refuse('Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*')
  }
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
    if (!isExactEffect(statement) || hasBadDates(statement)) refuse(legacyMessage)
  })
  const badResource = resourceRefusal(document.statements)
  checkSids(document.statements)
  each(document, (statement) => {
    if ((list(statement, 'Action', 'NotAction') ?? []).length === 0) refuse('Policy statement must contain actions.')
  })
  if (badResource !== undefined) throw badResource
  each(document, (statement) => list(statement, 'Action', 'NotAction')?.forEach(checkAction))
  each(document, (statement) => {
    if (resourcesOf(statement).length === 0) refuse('Policy statement must contain resources.')
  })
}
