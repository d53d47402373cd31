import type { Connection } from './connection.ts'
import type { AccountKey } from './scope.ts'

/** What tells whether something known of an account still holds. */
export interface AccountState {
  version: number
  isInOrganization: boolean
}

export interface OrganizationPolicyRecord {
  name: string
  document: string
}

/** What an organization's policies say about an account: a list for each level, from the root over its units to the account. */
export interface OrganizationRecord {
  /** `o-…` */
  organizationId: string | null
  /** `o-…/r-…/ou-…/`; absent where nobody told it. */
  organizationPath?: string
  /** Its own policies do not bind the management account. */
  isManagementAccount: boolean
  /** IAM is administered from it, as the management account decided; absent in what was stored before there was such a thing. */
  isDelegatedAdministrator?: boolean
  serviceControlPolicies: OrganizationPolicyRecord[][]
  resourceControlPolicies: OrganizationPolicyRecord[][]
}

/** The issuer of tokens by which an account's principals prove elsewhere who they are. */
export interface OutboundIssuerRecord {
  /** Its name among the issuers that sign here. */
  name: string
  isEnabled: boolean
}

const state = 'version::float8 AS version, organization IS NOT NULL AS "isInOrganization"'

const lockShared = {
  name: 'account-lock-shared',
  text: `SELECT ${state} FROM accounts WHERE partition = $1 AND id = $2 FOR SHARE`,
}
const bump = {
  name: 'account-bump',
  text: `UPDATE accounts SET version = version + 1 WHERE partition = $1 AND id = $2 RETURNING ${state}`,
}
const organization = {
  name: 'account-organization',
  text: 'SELECT organization FROM accounts WHERE partition = $1 AND id = $2',
}
const organizations = {
  name: 'accounts-organizations',
  text: 'SELECT partition, id AS account, organization FROM accounts WHERE id = ANY($1::text[]) AND organization IS NOT NULL',
}
const outboundIssuer = {
  name: 'account-outbound-issuer',
  text: `SELECT outbound_issuer AS name, is_outbound_enabled AS "isEnabled" FROM accounts
    WHERE partition = $1 AND id = $2 AND outbound_issuer IS NOT NULL`,
}
const setOutboundIssuer = {
  name: 'account-set-outbound-issuer',
  text: 'UPDATE accounts SET outbound_issuer = $3, is_outbound_enabled = $4 WHERE partition = $1 AND id = $2',
}
// The features of an organization end with it.
const setGlobalEndpointTokenVersion = {
  name: 'account-set-global-endpoint-token-version',
  text: 'UPDATE accounts SET global_endpoint_token_version = $3 WHERE partition = $1 AND id = $2',
}
const setOrganization = {
  name: 'account-set-organization',
  text: `UPDATE accounts SET organization = $3::json, version = version + 1, root_access_features =
      CASE WHEN organization ->> 'organizationId' = $3::json ->> 'organizationId' AND ($3::json ->> 'isManagementAccount')::boolean
        THEN root_access_features ELSE '{}' END
    WHERE partition = $1 AND id = $2`,
}
const managementAccount = {
  name: 'account-management-account',
  text: `SELECT id FROM accounts WHERE partition = $1 AND organization ->> 'organizationId' = $2
    AND (organization ->> 'isManagementAccount')::boolean`,
}

/** Accounts and the versions that tell caches when a caller's permissions may have changed. */
export class Accounts {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Makes the account if it is not there yet. */
  async ensure(key: AccountKey, createdAt: Date): Promise<void> {
    await this.#connection.prisma.account.createMany({
      data: [{ partition: key.partition, id: key.account, version: 1, createdAt }],
      skipDuplicates: true,
    })
    this.#connection.noteChange()
  }

  async exists(key: AccountKey): Promise<boolean> {
    const count = await this.#connection.prisma.account.count({ where: { partition: key.partition, id: key.account } })
    return count > 0
  }

  async createdAt(key: AccountKey): Promise<Date | undefined> {
    const where = { partition_id: { partition: key.partition, id: key.account } }
    return (await this.#connection.prisma.account.findUnique({ where }))?.createdAt
  }

  async list(): Promise<AccountKey[]> {
    const rows = await this.#connection.prisma.account.findMany({ orderBy: [{ partition: 'asc' }, { id: 'asc' }] })
    return rows.map((row) => ({ partition: row.partition, account: row.id }))
  }

  /** The state, held until the transaction ends: nobody changes what callers may do before. */
  async lockVersion(key: AccountKey): Promise<AccountState | undefined> {
    const [row] = await this.#connection.rows<AccountState & Record<string, unknown>>(lockShared, [key.partition, key.account])
    return row
  }

  /** Marks everything cached about the account's callers as stale, from the commit on; answers the state before. */
  async bumpVersion(key: AccountKey): Promise<AccountState | undefined> {
    const [row] = await this.#connection.rows<AccountState & Record<string, unknown>>(bump, [key.partition, key.account])
    this.#connection.noteChange()
    return row && { ...row, version: row.version - 1 }
  }

  /** The policies of the organization that the account is in; undefined when it is in none. */
  async organization(key: AccountKey): Promise<OrganizationRecord | undefined> {
    const [row] = await this.#connection.rows<{ organization: OrganizationRecord | null }>(organization, [key.partition, key.account])
    return row?.organization ?? undefined
  }

  /** As `organization`, for all partitions of many accounts; those that are in none are left out. */
  async organizations(accounts: string[]): Promise<(AccountKey & { organization: OrganizationRecord })[]> {
    return this.#connection.rows<AccountKey & { organization: OrganizationRecord }>(organizations, [accounts])
  }

  /** Puts an account that is there into an organization with these policies, or out of any. */
  async setOrganization(key: AccountKey, policies: OrganizationRecord | undefined): Promise<void> {
    const text = policies === undefined ? null : JSON.stringify(policies)
    await this.#connection.rows(setOrganization, [key.partition, key.account, text])
    this.#connection.noteChange()
  }

  /** The account that manages the organization of that id. */
  async managementAccount(partition: string, organizationId: string): Promise<string | undefined> {
    const [row] = await this.#connection.rows<{ id: string }>(managementAccount, [partition, organizationId])
    return row?.id
  }

  async setGlobalEndpointTokenVersion({ partition, account }: AccountKey, version: 1 | 2): Promise<void> {
    await this.#connection.rows(setGlobalEndpointTokenVersion, [partition, account, version])
  }

  /** Undefined for an account that never had the feature. */
  async outboundIssuer({ partition, account }: AccountKey): Promise<OutboundIssuerRecord | undefined> {
    const [row] = await this.#connection.heldRows<OutboundIssuerRecord>(outboundIssuer, [partition, account])
    return row
  }

  async setOutboundIssuer({ partition, account }: AccountKey, { name, isEnabled }: OutboundIssuerRecord): Promise<void> {
    await this.#connection.rows(setOutboundIssuer, [partition, account, name, isEnabled])
  }

  /** Whether the issuer of that name signs for an account's principals. */
  async ownsIssuer(name: string): Promise<boolean> {
    return (await this.#connection.prisma.account.count({ where: { outboundIssuer: name } })) > 0
  }
}
