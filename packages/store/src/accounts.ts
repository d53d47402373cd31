import type { Connection } from './connection.ts'
import type { AccountKey } from './scope.ts'

const lockShared = {
  name: 'account-lock-shared',
  text: 'SELECT version::float8 AS version FROM accounts WHERE partition = $1 AND id = $2 FOR SHARE',
}
const bump = {
  name: 'account-bump',
  text: 'UPDATE accounts SET version = version + 1 WHERE partition = $1 AND id = $2 RETURNING version::float8 AS version',
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

  /** The version, held until the transaction ends: nobody changes what callers may do before. */
  async lockVersion(key: AccountKey): Promise<number | undefined> {
    const rows = await this.#connection.rows<{ version: number }>(lockShared, [key.partition, key.account])
    return rows[0]?.version
  }

  /** Marks everything cached about the account's callers as stale, from the commit on; answers the version before. */
  async bumpVersion(key: AccountKey): Promise<number | undefined> {
    const rows = await this.#connection.rows<{ version: number }>(bump, [key.partition, key.account])
    this.#connection.noteChange()
    const version = rows[0]?.version
    return version === undefined ? undefined : version - 1
  }
}
