import type { Connection, PreparedStatement } from './connection.ts'
import type { AccountKey } from './scope.ts'

/** How many IAM entities an account has. */
export interface EntityCounts {
  users: number
  groups: number
  roles: number
  instanceProfiles: number
  policies: number
  policyVersions: number
  rootAccessKeys: number
  /** OpenID Connect and SAML. */
  identityProviders: number
  mfaDevices: number
  /** Of them, those that a user uses. */
  mfaDevicesInUse: number
  serverCertificates: number
  rootSigningCertificates: number
  /** One, or none where it was deleted. */
  rootPasswords: number
  /** No count: which tokens the account asks the global endpoint of STS for. */
  globalEndpointTokenVersion: number
}

const within = 'partition = $1 AND account = $2'

const counts: PreparedStatement = {
  name: 'account-summary',
  text: `SELECT (SELECT count(*)::int FROM iam_users WHERE ${within}) AS users,
      (SELECT count(*)::int FROM iam_groups WHERE ${within}) AS groups,
      (SELECT count(*)::int FROM iam_roles WHERE ${within}) AS roles,
      (SELECT count(*)::int FROM iam_instance_profiles WHERE ${within}) AS "instanceProfiles",
      (SELECT count(*)::int FROM iam_policies WHERE ${within}) AS policies,
      (SELECT count(*)::int FROM iam_policy_versions v JOIN iam_policies p ON p.id = v.policy_id WHERE ${within}) AS "policyVersions",
      (SELECT count(*)::int FROM iam_access_keys WHERE ${within} AND user_id IS NULL) AS "rootAccessKeys",
      (SELECT count(*)::int FROM iam_oidc_providers WHERE ${within})
        + (SELECT count(*)::int FROM iam_saml_providers WHERE ${within}) AS "identityProviders",
      (SELECT count(*)::int FROM iam_mfa_devices WHERE ${within}) AS "mfaDevices",
      (SELECT count(*)::int FROM iam_mfa_devices WHERE ${within} AND enabled_at IS NOT NULL) AS "mfaDevicesInUse",
      (SELECT count(*)::int FROM iam_server_certificates WHERE ${within}) AS "serverCertificates",
      (SELECT count(*)::int FROM iam_signing_certificates WHERE ${within} AND user_id IS NULL) AS "rootSigningCertificates",
      (SELECT count(*)::int FROM accounts WHERE partition = $1 AND id = $2 AND has_root_password) AS "rootPasswords",
      COALESCE((SELECT global_endpoint_token_version FROM accounts WHERE partition = $1 AND id = $2), 1) AS "globalEndpointTokenVersion"`,
}

/** Counts for GetAccountSummary. */
export class AccountSummary {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async count(key: AccountKey): Promise<EntityCounts> {
    const [row] = await this.#connection.rows<EntityCounts & Record<string, unknown>>(counts, [key.partition, key.account])
    if (row === undefined) throw new Error('Counting answered no row.')
    return row
  }
}
