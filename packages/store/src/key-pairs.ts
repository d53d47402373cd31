import type { KeyPair } from './generated/client.ts'
import type { Connection } from './connection.ts'
import type { Tag } from './principals.ts'
import type { RegionKey } from './scope.ts'

/** A key pair without its private half. */
export interface KeyPairRecord extends RegionKey {
  id: string
  name: string
  /** `rsa` or `ed25519`. */
  type: string
  fingerprint: string
  /** In OpenSSH's form, without a comment. */
  publicKey: string
  createdAt: Date
  tags: Tag[]
}

const record = (row: KeyPair): KeyPairRecord => ({ ...row, tags: row.tags as unknown as Tag[] })

export class KeyPairs {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find({ partition, account, region }: RegionKey, name: string): Promise<KeyPairRecord | undefined> {
    const row = await this.#connection.prisma.keyPair.findUnique({
      where: { partition_account_region_name: { partition, account, region, name } },
    })
    return row === null ? undefined : record(row)
  }

  /** Those with the given ids, or all; by name. */
  async list({ partition, account, region }: RegionKey, ids?: string[]): Promise<KeyPairRecord[]> {
    const where = { partition, account, region, ...(ids === undefined ? {} : { id: { in: ids } }) }
    const rows = await this.#connection.prisma.keyPair.findMany({ where, orderBy: { name: 'asc' } })
    return rows.map(record)
  }

  async add(keyPair: KeyPairRecord): Promise<void> {
    await this.#connection.prisma.keyPair.create({ data: { ...keyPair, tags: keyPair.tags.map((tag) => ({ ...tag })) } })
  }

  async remove(id: string): Promise<void> {
    await this.#connection.prisma.keyPair.deleteMany({ where: { id } })
  }

  async setTags(id: string, tags: readonly Tag[]): Promise<void> {
    await this.#connection.prisma.keyPair.updateMany({ where: { id }, data: { tags: tags.map((tag) => ({ ...tag })) } })
  }
}
