import type { Connection } from './connection.ts'
import type { AccountKey } from './scope.ts'

export interface AccessKeyRecord {
  id: string
  partition: string
  account: string
  /** Null for keys of the account's root. */
  userId: string | null
  secret: string
  status: 'Active' | 'Inactive'
  createdAt: Date
}

/** An access key with what the pipeline noted of its last use. */
export interface AccessKeyWithUse extends AccessKeyRecord {
  lastUsedAt: Date | null
  lastUsedRegion: string | null
  lastUsedService: string | null
}

/** Whose keys: a user's, or those of the account's root when `userId` is null. */
export interface KeyOwner extends AccountKey {
  userId: string | null
}

const columns = 'id, partition, account, user_id AS "userId", secret, status, created_at AS "createdAt"'

const find = { name: 'access-key-find', text: `SELECT ${columns} FROM iam_access_keys WHERE id = $1` }
const findWithUse = {
  name: 'access-key-find-with-use',
  text: `SELECT ${columns}, last_used_at AS "lastUsedAt", last_used_region AS "lastUsedRegion", last_used_service AS "lastUsedService"
    FROM iam_access_keys WHERE id = $1`,
}
const used = {
  name: 'access-key-used',
  text: `UPDATE iam_access_keys k SET last_used_at = u.at, last_used_region = u.region, last_used_service = u.service
    FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[]) AS u (id, at, region, service) WHERE k.id = u.id`,
}

/** Long-term access keys. */
export class AccessKeys {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find(id: string): Promise<AccessKeyRecord | undefined> {
    const [row] = await this.#connection.rows<AccessKeyRecord & Record<string, unknown>>(find, [id])
    return row
  }

  async findWithUse(id: string): Promise<AccessKeyWithUse | undefined> {
    const [row] = await this.#connection.rows<AccessKeyWithUse & Record<string, unknown>>(findWithUse, [id])
    return row
  }

  /** Oldest first. */
  async list({ partition, account, userId }: KeyOwner): Promise<Omit<AccessKeyRecord, 'secret'>[]> {
    const rows = await this.#connection.prisma.accessKey.findMany({
      where: { partition, account, userId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    })
    return rows.map((row) => ({ ...row, status: row.status === 'Active' ? 'Active' : 'Inactive' }))
  }

  /** Of every user and root, oldest first, with what is known of their use. */
  async ofAccount({ partition, account }: AccountKey): Promise<Omit<AccessKeyWithUse, 'secret'>[]> {
    const rows = await this.#connection.prisma.accessKey.findMany({
      where: { partition, account },
      omit: { secret: true },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    })
    return rows.map((row) => ({ ...row, status: row.status === 'Active' ? 'Active' : 'Inactive' }))
  }

  async count({ partition, account, userId }: KeyOwner): Promise<number> {
    return this.#connection.prisma.accessKey.count({ where: { partition, account, userId } })
  }

  async add(key: AccessKeyRecord): Promise<void> {
    await this.#connection.prisma.accessKey.create({ data: key })
  }

  async setStatus(id: string, status: AccessKeyRecord['status']): Promise<void> {
    await this.#connection.prisma.accessKey.updateMany({ where: { id }, data: { status } })
  }

  async remove(id: string): Promise<void> {
    await this.#connection.prisma.accessKey.deleteMany({ where: { id } })
  }

  /** Notes that the keys signed requests. */
  async markUsed(uses: readonly { id: string; at: Date; region: string; service: string }[]): Promise<void> {
    if (uses.length === 0) return
    const column = (name: 'id' | 'at' | 'region' | 'service'): unknown[] => uses.map((use) => use[name])
    await this.#connection.rows(used, [column('id'), column('at'), column('region'), column('service')])
  }
}
