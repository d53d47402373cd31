import { readOperator } from '../conditions/compile-condition.ts'
import { compileGlob } from '../match/glob.ts'
import { isObject, type JsonObject, textList } from '../parse/json.ts'
import { isPrincipalKind } from '../parse/principal-entry.ts'
import { PolicySyntaxError } from '../policy.ts'
import { parsePolicy } from '../parse/parse-policy.ts'
import { haveDates } from './dates.ts'
import { hasDuplicateKeys } from './duplicate-keys.ts'
import { refuse } from './refusal.ts'
import { checkSharedIssuers } from './shared-issuers.ts'

const allowedActions = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
]

const isAllowedAction = (action: string): boolean => {
  const lower = action.toLowerCase()
  return lower.startsWith('sts:') && allowedActions.some(compileGlob(lower))
}

const parse = (text: string): JsonObject => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse('This policy contains invalid Json')
  }
  return isObject(json) && !hasDuplicateKeys(text) ? json : refuse('This policy contains invalid Json')
}

const topElements = new Set(['Version', 'Id', 'Statement'])
const statementElements = new Set(['Sid', 'Effect', 'Principal', 'Action', 'NotAction', 'Condition'])

const unknownIn = (object: JsonObject, known: ReadonlySet<string>): string | undefined => Object.keys(object).find((element) => !known.has(element))

const statementsOf = (json: JsonObject): JsonObject[] => {
  const version = json['Version']
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') {
    refuse('The policy must contain a valid version string')
  }
  if (unknownIn(json, topElements) !== undefined) refuse('Syntax error in policy.')
  const statement = json['Statement']
  const list = Array.isArray(statement) ? (statement as unknown[]) : statement === undefined ? [] : [statement]
  if (list.length === 0) refuse('Could not parse the policy: Statement is empty!')
  return list.map((item) => (isObject(item) ? item : refuse('Syntax error in policy.')))
}

// eslint-disable-next-line complexity -- the checks in the order of AWS
const checkElements = (statement: JsonObject): void => {
  if ('Resource' in statement) refuse('Has prohibited field Resource')
  if ('NotResource' in statement) refuse('Has prohibited field NotResource')
  if ('NotPrincipal' in statement) {
    refuse(statement['Effect'] === 'Allow' ? 'Allow with NotPrincipal is not allowed.' : 'AssumeRole policy must not contain NotPrincipal field.')
  }
  const unknown = unknownIn(statement, statementElements)
  if (unknown !== undefined) refuse(`Unknown field ${unknown}`)
  if (!('Principal' in statement)) refuse('Missing required field Principal')
  if (!('Effect' in statement)) refuse('Missing required field Effect')
  if (!('Action' in statement) && !('NotAction' in statement)) refuse('Missing required field Action')
  const effect = statement['Effect']
  if (effect !== 'Allow' && effect !== 'Deny') refuse(`Invalid effect: ${String(effect)}`)
  if (!isObject(statement['Principal'])) refuse('Principal must be a JSON object.')
}

const checkPrincipals = (principal: JsonObject): void => {
  const unknown = Object.keys(principal).find((kind) => !isPrincipalKind(kind))
  if (unknown !== undefined) refuse(`Invalid principal in policy: "${unknown}"`)
  const names = Object.values(principal).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
  if (names.length === 0) {
    refuse('Invalid principal in policy: com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!')
  }
}

const checkConditions = (block: unknown): void => {
  if (!isObject(block)) return
  for (const [operator, keys] of Object.entries(block)) {
    if (readOperator(operator) === undefined) refuse(`Invalid Condition type : ${operator}`)
    // Providers are often named by their URL, which no condition key begins with.
    if (isObject(keys) && Object.keys(keys).some((key) => /^https?:/i.test(key))) refuse('Condition can contain only one colon.')
    if (!haveDates(operator, keys)) refuse('Syntax error in policy.')
  }
}

const cognito = 'cognito-identity.amazonaws.com'

const checkStatement = (statement: JsonObject): void => {
  checkElements(statement)
  const actions = textList(statement['Action'])
  if (actions === undefined || actions.length === 0 || !actions.every(isAllowedAction)) {
    refuse('AssumeRole policy may only specify STS AssumeRole actions.')
  }
  checkConditions(statement['Condition'])
  if (statement['Sid'] !== undefined && typeof statement['Sid'] !== 'string') refuse('Syntax error in policy.')
  const principal = statement['Principal'] as JsonObject
  checkPrincipals(principal)
  const federated = textList(principal['Federated']) ?? []
  if (federated.includes(cognito) && !isObject(statement['Condition'])) {
    refuse('A condition block must be present for the Cognito provider')
  }
  checkSharedIssuers(statement, federated)
}

const checkSids = (statements: JsonObject[]): void => {
  const sids = statements.map((statement) => statement['Sid']).filter((sid) => typeof sid === 'string' && sid !== '')
  if (new Set(sids).size < sids.length) refuse('The Statement Ids in the policy are not unique')
}

/** Refuses a trust policy as AWS does when it is written. Whether its principals exist is for whoever knows them. */
export const validateTrustPolicy = (text: string): void => {
  const statements = statementsOf(parse(text))
  statements.forEach(checkStatement)
  checkSids(statements)
  try {
    parsePolicy(text)
  } catch (error) {
    if (error instanceof PolicySyntaxError) refuse('Syntax error in policy.')
    throw error
  }
}
