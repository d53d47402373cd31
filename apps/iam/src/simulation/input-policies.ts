import { type NamedPolicy, parsePolicy, PolicyRefusal, PolicySyntaxError, type SourcePolicy, validateIdentityPolicy, validateResourcePolicy } from '@rolecall/policy'
import { emptyOrganizationLevel, invalidContent, invalidResource, tooManyBoundaries } from './errors.ts'

const asInvalidContent = <Result>(what: string, read: () => Result): Result => {
  try {
    return read()
  } catch (error) {
    if (error instanceof PolicyRefusal || error instanceof PolicySyntaxError) throw invalidContent(what, error.message)
    throw error
  }
}

const compile = (name: string, what: string, document: string): SourcePolicy =>
  asInvalidContent(what, () => {
    validateIdentityPolicy(document, { isManaged: false })
    return { name, type: 'inline', document, policy: parsePolicy(document) }
  })

/** The identity policies of a request, named as answers name them. */
export const inputPolicies = (documents: readonly string[] = []): SourcePolicy[] =>
  documents.map((document, index) => compile(`PolicyInputList.${index + 1}`, `Policy input list item ${index + 1}`, document))

/** The boundary of a request; undefined when it brings none. */
export const inputBoundary = (documents: readonly string[] = []): SourcePolicy | undefined => {
  if (documents.length > 1) throw tooManyBoundaries()
  return documents.map((document) => compile('PermissionsBoundaryPolicyInputList.1', 'Permissions boundary policy input list item 1', document))[0]
}

export interface OrganizationLevelInput {
  ServiceControlPolicyInputList?: string[] | undefined
}

/** The service control policies of a request, a list for each level; undefined when it brings none. */
export const inputOrganization = (levels: readonly OrganizationLevelInput[] = []): NamedPolicy[][] | undefined => {
  if (levels.length === 0) return undefined
  return levels.map(({ ServiceControlPolicyInputList: documents = [] }, level) => {
    if (documents.length === 0) throw emptyOrganizationLevel(level + 1)
    return documents.map((document, index) => compile(`service control policy ${index + 1}`, `Service control policy ${index + 1} at index ${level + 1}`, document))
  })
}

/** The resource policy of a request. It must say which resources it speaks about: they stand for the one it belongs to. */
export const inputResourcePolicy = (document: string): SourcePolicy => {
  const policy = asInvalidContent('The resource policy', () => {
    validateResourcePolicy(document)
    return parsePolicy(document)
  })
  if (policy.statements.some(({ resourceTexts }) => resourceTexts.includes('*'))) throw invalidResource('*')
  return { name: 'ResourcePolicy', type: 'inline', document, policy }
}
