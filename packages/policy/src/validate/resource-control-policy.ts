import { type JsonObject, textList } from '../parse/json.ts'
import { checkAction, checkManagedVersion, checkSids } from './identity-policy.ts'
import { readDocument } from './grammar.ts'
import { refuse } from './refusal.ts'

const checkStatement = (statement: JsonObject): void => {
  if (statement['Effect'] !== 'Deny') refuse('Resource control policies can only deny: RCPFullAWSAccess, which is always attached, allows.')
  if (statement['Principal'] !== '*') refuse('Resource control policies need "Principal": "*".')
  const actions = textList(statement['Action']) ?? []
  if (actions.length === 0) refuse('Policy statement must contain actions.')
  if (actions.includes('*')) refuse('Resource control policies must name the service of each action.')
  actions.forEach(checkAction)
  const resources = textList(statement['Resource'] ?? statement['NotResource']) ?? []
  if (resources.length === 0) refuse('Policy statement must contain resources.')
}

/** Refuses a document that an organization could not attach as resource control policy. */
export const validateResourceControlPolicy = (text: string): void => {
  const document = readDocument(text) ?? refuse('Syntax errors in policy.')
  checkManagedVersion(document)
  document.statements.forEach(checkStatement)
  checkSids(document.statements)
}
