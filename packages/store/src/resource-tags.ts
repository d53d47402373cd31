import type { Connection } from './connection.ts'
import type { Tag } from './principals.ts'
import type { RegionKey } from './scope.ts'

/** Tags of resources that have no row of their own. */
export class ResourceTagSets {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** By resource id; resources without tags are left out. */
  async list({ partition, account, region }: RegionKey): Promise<ReadonlyMap<string, Tag[]>> {
    const rows = await this.#connection.prisma.resourceTags.findMany({ where: { partition, account, region } })
    return new Map(rows.map((row) => [row.resourceId, row.tags as unknown as Tag[]]))
  }

  async set({ partition, account, region }: RegionKey, resourceId: string, tags: readonly Tag[]): Promise<void> {
    const key = { partition, account, region, resourceId }
    const json = tags.map((tag) => ({ ...tag }))
    await this.#connection.prisma.resourceTags.upsert({
      where: { partition_account_region_resourceId: key },
      create: { ...key, tags: json },
      update: { tags: json },
    })
  }

  async remove({ partition, account, region }: RegionKey, resourceIds: string[]): Promise<void> {
    if (resourceIds.length === 0) return
    await this.#connection.prisma.resourceTags.deleteMany({ where: { partition, account, region, resourceId: { in: resourceIds } } })
  }
}
