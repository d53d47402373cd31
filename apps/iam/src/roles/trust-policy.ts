import { BoundedCache } from '@rolecall/credentials'
import { iamArn } from '@rolecall/ids'
import { documentSize, type NamedPrincipal, principalsOf, rewritePrincipals, validateTrustPolicy } from '@rolecall/policy'
import type { RoleRecord, Store } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import { quotaExceeded } from '../errors.ts'
import { asMalformedDocument } from '../policies/policy-documents.ts'
import type { ReadableRole } from './role.ts'
import { checkFederatedPrincipal, checkServicePrincipal, resolveAwsPrincipal } from './trusted-principal.ts'

const storedId = /"(A(?:IDA|ROA)[A-Z2-7]{17})"/g

interface TrustPolicy {
  /** Users and roles by unique id, so that a name that is made again does not inherit the trust. */
  stored: string
  /** As answers show it. */
  readable: string
}

interface ReadDocument {
  /** In characters, white space aside. */
  size: number
  principals: NamedPrincipal[]
}

// Most roles of an account trust by one of a few documents, and what they say follows from their text alone.
const readDocuments = new BoundedCache<string, ReadDocument>(500)
// A role's largest trust policy by default; a longer text is not worth keeping.
const longestKept = 2048

const readDocument = (document: string): ReadDocument => {
  const known = readDocuments.get(document)
  if (known) return known
  asMalformedDocument(() => validateTrustPolicy(document))
  const read = { size: documentSize(document), principals: principalsOf(document) }
  if (document.length <= longestKept) readDocuments.set(document, read)
  return read
}

/** Checks one principal and answers what it is stored as. */
const resolve = async ({ kind, value }: NamedPrincipal, { context, partition }: IamRequest): Promise<string> => {
  if (kind === 'AWS') return resolveAwsPrincipal(value, partition, context.store)
  if (kind === 'Service') checkServicePrincipal(value)
  if (kind === 'Federated') checkFederatedPrincipal(value)
  return value
}

/** Checks a trust policy as it is written, and turns its principals into what is stored. */
export const readTrustPolicy = async (document: string, request: IamRequest): Promise<TrustPolicy> => {
  const { quotas, store } = request.context
  const { size, principals } = readDocument(document)
  if (size > quotas.ACLSizePerRole) throw quotaExceeded(quotas, 'ACLSizePerRole')
  const ids = new Map<string, string>()
  for (const principal of principals) {
    const id = await resolve(principal, request)
    if (id !== principal.value) ids.set(principal.value, id)
  }
  const stored = ids.size === 0 ? document : rewritePrincipals(document, ids)
  return { stored, readable: await withArns(stored, store) }
}

/** The ARNs of those users and roles that the documents name by id and that still exist. */
const arnsIn = async (documents: string[], store: Store): Promise<Map<string, string>> => {
  const ids = new Set(documents.flatMap((document) => [...document.matchAll(storedId)].map(([, id = '']) => id)))
  const principals = await store.trustedPrincipals.byIds([...ids])
  return new Map(principals.map(({ id, kind, partition, account, path, name }) => [id, iamArn(partition, account, { type: kind, path, name })]))
}

const rewrite = (document: string, arns: Map<string, string>): string => (arns.size === 0 ? document : rewritePrincipals(document, arns))

/** The document with the ARNs of users and roles; of those that are gone the bare id stays. */
const withArns = async (document: string, store: Store): Promise<string> => rewrite(document, await arnsIn([document], store))

export const readableRole = async ({ trustPolicy, ...role }: RoleRecord, store: Store): Promise<ReadableRole> => ({
  ...role,
  readableTrustPolicy: await withArns(trustPolicy, store),
})

/** Many roles, with one look-up for the principals of all their trust policies. */
export const readableRoles = async (roles: RoleRecord[], store: Store): Promise<ReadableRole[]> => {
  const arns = await arnsIn(roles.map((role) => role.trustPolicy), store)
  return roles.map(({ trustPolicy, ...role }) => ({ ...role, readableTrustPolicy: rewrite(trustPolicy, arns) }))
}
