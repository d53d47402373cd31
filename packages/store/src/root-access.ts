import type { Connection } from './connection.ts'
import type { AccountKey } from './scope.ts'

/** What the organization of an account may do as root of its members, and who of it. */
export interface RootAccessRecord {
  organizationId: string
  /** Null in an organization whose management account was not described. */
  managementAccount: string | null
  /** The account itself is the one that the management account lets administer IAM for the organization. */
  isDelegatedAdministrator: boolean
  /** `RootCredentialsManagement`, `RootSessions`; in this order. */
  features: string[]
}

const find = {
  name: 'root-access',
  text: `SELECT a.organization ->> 'organizationId' AS "organizationId", m.id AS "managementAccount",
      COALESCE((a.organization ->> 'isDelegatedAdministrator')::boolean, false) AS "isDelegatedAdministrator",
      COALESCE(m.root_access_features, '{}') AS features
    FROM accounts a LEFT JOIN accounts m ON m.partition = a.partition AND (m.organization ->> 'isManagementAccount')::boolean
      AND m.organization ->> 'organizationId' = a.organization ->> 'organizationId'
    WHERE a.partition = $1 AND a.id = $2 AND a.organization ->> 'organizationId' IS NOT NULL
    ORDER BY m.id LIMIT 1`,
}
const enable = {
  name: 'root-access-enable',
  text: `UPDATE accounts SET root_access_features =
      ARRAY(SELECT DISTINCT feature FROM unnest(root_access_features || $3::text) feature ORDER BY feature)
    WHERE partition = $1 AND id = $2`,
}
const disable = {
  name: 'root-access-disable',
  text: 'UPDATE accounts SET root_access_features = array_remove(root_access_features, $3) WHERE partition = $1 AND id = $2',
}

/** The features by which an organization manages the root users of its member accounts. */
export class RootAccess {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Undefined for an account in no organization, or in one without an id, which no other account can be a member of. */
  async find({ partition, account }: AccountKey): Promise<RootAccessRecord | undefined> {
    const [row] = await this.#connection.rows<RootAccessRecord>(find, [partition, account])
    return row
  }

  /** Of a management account. Enabling what is enabled changes nothing, and so does disabling what is not. */
  async set({ partition, account }: AccountKey, feature: string, isEnabled: boolean): Promise<void> {
    await this.#connection.rows(isEnabled ? enable : disable, [partition, account, feature])
  }
}
