import { regions } from '@rolecall/models'
import { parsePolicy, PolicyRefusal, PolicySyntaxError, validateIdentityPolicy, validateResourceControlPolicy } from '@rolecall/policy'
import type { AccountKey, OrganizationPolicyRecord, OrganizationRecord, Store } from '@rolecall/store'
import type { EdgeContext } from '../context.ts'
import { AdminError } from './admin-error.ts'

const members = ['organizationId', 'organizationPath', 'isManagementAccount', 'isDelegatedAdministrator', 'serviceControlPolicies', 'resourceControlPolicies']
const usage = `Give {"serviceControlPolicies": [[{"name": "FullAWSAccess", "document": {…}}], …], "resourceControlPolicies": [[…], …]}: a list for each level, the root first, the account last.`

// The root, five levels of organizational units, the account.
const mostLevels = 7

const refuse = (message: string): never => {
  throw new AdminError(400, message)
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Which account, as the path and the query name it. */
export interface NamedAccount {
  account: string
  /** `aws` unless given. */
  partition: string | undefined
}

const keyOf = ({ account, partition = 'aws' }: NamedAccount): AccountKey => {
  if (!/^\d{12}$/.test(account)) return refuse('account must have 12 digits.')
  if (!regions().some((region) => region.partition === partition)) return refuse(`There is no partition ${partition}.`)
  return { partition, account }
}

interface PolicyKind {
  member: 'serviceControlPolicies' | 'resourceControlPolicies'
  /** Throws PolicyRefusal. */
  validate(document: string): void
  /** A level without policies would allow nothing, and cannot be made on AWS. */
  needsPolicies: boolean
}

const serviceControl: PolicyKind = {
  member: 'serviceControlPolicies',
  validate: (document) => validateIdentityPolicy(document, { isManaged: true }),
  needsPolicies: true,
}
const resourceControl: PolicyKind = { member: 'resourceControlPolicies', validate: validateResourceControlPolicy, needsPolicies: false }

const validate = (document: string, where: string, kind: PolicyKind): void => {
  try {
    kind.validate(document)
    parsePolicy(document)
  } catch (error) {
    if (error instanceof PolicyRefusal || error instanceof PolicySyntaxError) refuse(`${where}: ${error.message}`)
    throw error
  }
}

const readPolicy = (policy: unknown, where: string, kind: PolicyKind): OrganizationPolicyRecord => {
  if (!isObject(policy)) return refuse(`${where}: give {"name": "…", "document": {…}}.`)
  const { name = where, document } = policy
  if (typeof name !== 'string' || name === '' || name.length > 128) return refuse(`${where}: name must have 1 to 128 characters.`)
  if (!isObject(document) && typeof document !== 'string') return refuse(`${where}: document must be a policy.`)
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  validate(text, where, kind)
  return { name, document: text }
}

const readLevels = (body: Record<string, unknown>, kind: PolicyKind): OrganizationPolicyRecord[][] => {
  const levels = body[kind.member] ?? []
  if (!Array.isArray(levels)) return refuse(usage)
  if (levels.length > mostLevels) return refuse(`${kind.member} has more than ${mostLevels} levels: the root, five of organizational units and the account.`)
  return levels.map((level: unknown, number) => {
    const where = `level ${number + 1} of ${kind.member}`
    if (!Array.isArray(level)) return refuse(`${where} is no list. ${usage}`)
    if (level.length === 0 && kind.needsPolicies) return refuse(`${where} is empty, which would allow nothing: attach FullAWSAccess.`)
    return level.map((policy: unknown, index) => readPolicy(policy, `policy ${index + 1} at ${where}`, kind))
  })
}

const readOrganizationId = (id: unknown): string | null => {
  if (id === undefined) return null
  return typeof id === 'string' && /^o-[a-z0-9]{10,32}$/.test(id) ? id : refuse('organizationId must look like o-exampleorg1.')
}

const pathPattern = /^(o-[a-z0-9]{10,32})\/r-[a-z0-9]{4,32}\/(?:ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\/){0,5}$/

/** As `aws:PrincipalOrgPaths` has it. */
const readOrganizationPath = (path: unknown, id: string | null): string | undefined => {
  if (path === undefined) return undefined
  const [, organization] = (typeof path === 'string' ? pathPattern.exec(path) : null) ?? []
  if (organization === undefined) return refuse('organizationPath must look like o-exampleorg1/r-ab12/ou-ab12-11111111/.')
  return organization === id ? String(path) : refuse('organizationPath must start with organizationId.')
}

const readFlag = (body: Record<string, unknown>, member: string): boolean => {
  const value = body[member] ?? false
  return typeof value === 'boolean' ? value : refuse(`${member} must be true or false.`)
}

const readMembers = (body: unknown): Record<string, unknown> => {
  if (!isObject(body)) return refuse(usage)
  const unknown = Object.keys(body).find((member) => !members.includes(member))
  return unknown === undefined ? body : refuse(`There is no member ${unknown}. ${usage}`)
}

const readOrganization = (given: unknown): OrganizationRecord | undefined => {
  const body = readMembers(given ?? {})
  if (Object.keys(body).length === 0) return undefined
  const isManagementAccount = readFlag(body, 'isManagementAccount')
  const isDelegatedAdministrator = readFlag(body, 'isDelegatedAdministrator')
  const organizationId = readOrganizationId(body['organizationId'])
  if (isManagementAccount && isDelegatedAdministrator) return refuse('The management account delegates to another account, not to itself.')
  if (isDelegatedAdministrator && organizationId === null) return refuse('isDelegatedAdministrator needs an organizationId.')
  const organizationPath = readOrganizationPath(body['organizationPath'], organizationId)
  return {
    organizationId,
    ...(organizationPath === undefined ? {} : { organizationPath }),
    isManagementAccount,
    isDelegatedAdministrator,
    serviceControlPolicies: readLevels(body, serviceControl),
    resourceControlPolicies: readLevels(body, resourceControl),
  }
}

const shownLevels = (levels: OrganizationPolicyRecord[][]): object[][] =>
  levels.map((level) => level.map(({ name, document }) => ({ name, document: JSON.parse(document) as unknown })))

const view = (organization: OrganizationRecord | undefined): object => {
  if (organization === undefined) return {}
  const { organizationId, organizationPath, isManagementAccount, isDelegatedAdministrator = false, serviceControlPolicies, resourceControlPolicies } = organization
  return {
    ...(organizationId === null ? {} : { organizationId }),
    ...(organizationPath === undefined ? {} : { organizationPath }),
    isManagementAccount,
    ...(isDelegatedAdministrator ? { isDelegatedAdministrator } : {}),
    serviceControlPolicies: shownLevels(serviceControlPolicies),
    resourceControlPolicies: shownLevels(resourceControlPolicies),
  }
}

// An organization has one, and it says who the members' root users answer to.
const refuseSecondManagementAccount = async ({ partition, account }: AccountKey, organization: OrganizationRecord | undefined, { accounts }: Store): Promise<void> => {
  const { organizationId = null, isManagementAccount = false } = organization ?? {}
  if (organizationId === null || !isManagementAccount) return
  const present = await accounts.managementAccount(partition, organizationId)
  if (present !== undefined && present !== account) refuse(`The management account of ${organizationId} is ${present}.`)
}

/** What binds the account; `{}` when it is in no organization. */
export const getOrganization = async ({ store }: EdgeContext, named: NamedAccount): Promise<object> =>
  view(await store.accounts.organization(keyOf(named)))

/** Puts the account into an organization with these policies, or out of any; the next call is decided by it. */
export const setOrganization = async ({ store, clock }: EdgeContext, named: NamedAccount, body: unknown): Promise<object> => {
  const key = keyOf(named)
  const organization = readOrganization(body)
  await store.undisturbedTransaction(key, async (transaction) => {
    await transaction.accounts.ensure(key, clock.now())
    await refuseSecondManagementAccount(key, organization, transaction)
    await transaction.accounts.setOrganization(key, organization)
  })
  return view(organization)
}
