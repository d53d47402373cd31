import type { Connection, PreparedStatement } from './connection.ts'
import type { AccountKey } from './scope.ts'

/** A user or role as a trust policy refers to it. */
export interface TrustedPrincipal extends AccountKey {
  kind: 'user' | 'role'
  id: string
  name: string
  path: string
}

const byIds: PreparedStatement = {
  name: 'trusted-principals-by-ids',
  text: `SELECT 'user' AS kind, id, partition, account, name, path FROM iam_users WHERE id = ANY($1::text[])
    UNION ALL SELECT 'role', id, partition, account, name, path FROM iam_roles WHERE id = ANY($1::text[])`,
}
const byName = {
  user: {
    name: 'trusted-principals-user',
    text: `SELECT 'user' AS kind, id, partition, account, name, path FROM iam_users
      WHERE partition = $1 AND account = $2 AND name_key = $3`,
  },
  role: {
    name: 'trusted-principals-role',
    text: `SELECT 'role' AS kind, id, partition, account, name, path FROM iam_roles
      WHERE partition = $1 AND account = $2 AND name_key = $3`,
  },
} satisfies Record<TrustedPrincipal['kind'], PreparedStatement>

/** Users and roles of any account, between the ARNs that people write and the unique ids that trust policies keep. */
export class TrustedPrincipals {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Those of the unique ids that still exist. */
  async byIds(ids: string[]): Promise<TrustedPrincipal[]> {
    if (ids.length === 0) return []
    return this.#connection.rows<TrustedPrincipal & Record<string, unknown>>(byIds, [ids])
  }

  async byName(kind: TrustedPrincipal['kind'], key: AccountKey, name: string): Promise<TrustedPrincipal | undefined> {
    const values = [key.partition, key.account, name.toLowerCase()]
    const [row] = await this.#connection.rows<TrustedPrincipal & Record<string, unknown>>(byName[kind], values)
    return row
  }
}
