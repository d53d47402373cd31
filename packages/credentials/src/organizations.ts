import type { NamedPolicy } from '@rolecall/policy'
import { type AccountKey, type Freshness, isSameFreshness, type OrganizationPolicyRecord, type OrganizationRecord, type Store } from '@rolecall/store'
import { BoundedCache } from './bounded-cache.ts'
import { compilePolicy } from './principal-cache.ts'

/** What the policies of an account's organization say, compiled. */
export interface CompiledOrganization {
  id: string | undefined
  /** `o-…/r-…/ou-…/` of the account, a list as condition keys have it. */
  paths: readonly string[] | undefined
  /** A list for each level, each of which must allow; no level binds nobody. */
  serviceControl: NamedPolicy[][]
  /** Of all levels: only what they deny counts, as every level also has AWS's policy that allows everything. */
  resourceControl: NamedPolicy[]
}

interface Entry {
  freshness: Freshness
  organization: CompiledOrganization
}

const compile = (policy: OrganizationPolicyRecord): NamedPolicy => ({ ...compilePolicy(policy), type: 'organization' })

const compileOrganization = (record: OrganizationRecord): CompiledOrganization => {
  const id = record.organizationId ?? undefined
  const paths = record.organizationPath === undefined ? undefined : [record.organizationPath]
  if (record.isManagementAccount) return { id, paths, serviceControl: [], resourceControl: [] }
  return {
    id,
    paths,
    serviceControl: record.serviceControlPolicies.map((level) => level.map(compile)),
    resourceControl: record.resourceControlPolicies.flat().map(compile),
  }
}

/** What resource control policies deny of an account's roles. */
export type RoleGuards = (key: AccountKey) => readonly NamedPolicy[]

const nothing: readonly NamedPolicy[] = []

/** The guards of these accounts as stored now. */
export const readRoleGuards = async (accounts: Iterable<string>, store: Store): Promise<RoleGuards> => {
  const records = await store.accounts.organizations([...new Set(accounts)])
  const guards = new Map(records.map((record) => [`${record.partition}/${record.account}`, compileOrganization(record.organization).resourceControl]))
  return ({ partition, account }) => guards.get(`${partition}/${account}`) ?? nothing
}

/** Compiled policies of organizations, valid only at the account version at which they were read. */
export class Organizations {
  readonly #entries = new BoundedCache<string, Entry>(1000)

  /** `freshness` is that of the account, read for this request. Undefined when the account is in no organization. */
  async find(key: AccountKey, { freshness, store }: { freshness: Freshness; store: Store }): Promise<CompiledOrganization | undefined> {
    if (!freshness.isInOrganization) return undefined
    const name = `${key.partition}/${key.account}`
    const entry = this.#entries.get(name)
    if (entry !== undefined && isSameFreshness(entry.freshness, freshness)) return entry.organization
    const record = await store.accounts.organization(key)
    if (record === undefined) return undefined
    const organization = compileOrganization(record)
    this.#entries.set(name, { freshness, organization })
    return organization
  }
}
