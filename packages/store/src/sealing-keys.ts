import type { Connection } from './connection.ts'

export interface SealingKeyRecord {
  id: number
  secret: Uint8Array
}

/** The keys that seal session tokens, oldest first. */
export class SealingKeys {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async list(): Promise<SealingKeyRecord[]> {
    const rows = await this.#connection.prisma.sealingKey.findMany({ orderBy: { id: 'asc' } })
    return rows.map((row) => ({ id: row.id, secret: row.secret }))
  }

  /** Adds a key unless another process was faster. */
  async add(key: SealingKeyRecord, createdAt: Date): Promise<void> {
    await this.#connection.prisma.sealingKey.createMany({
      data: [{ id: key.id, secret: Buffer.from(key.secret), createdAt }],
      skipDuplicates: true,
    })
  }
}
