import type { Connection } from './connection.ts'
import type { RegionKey } from './scope.ts'

/** What accounts prefer for the metadata options of new instances, by region. */
export class MetadataDefaults {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Empty unless something is preferred. */
  async get<Options extends object>({ partition, account, region }: RegionKey): Promise<Partial<Options>> {
    const where = { partition_account_region: { partition, account, region } }
    const row = await this.#connection.prisma.metadataDefaults.findUnique({ where })
    return (row?.document ?? {}) as Partial<Options>
  }

  async set({ partition, account, region }: RegionKey, document: object): Promise<void> {
    const key = { partition, account, region }
    await this.#connection.prisma.metadataDefaults.upsert({
      where: { partition_account_region: key },
      create: { ...key, document },
      update: { document },
    })
  }
}
