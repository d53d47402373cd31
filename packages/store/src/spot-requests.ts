import type { Connection, PreparedStatement } from './connection.ts'
import type { Tag } from './principals.ts'
import type { RegionKey } from './scope.ts'

/** A request for a spot instance; the document has the form of the SDK's SpotInstanceRequest. */
export interface SpotRequestRecord<Document = object> extends RegionKey {
  id: string
  instanceId: string
  isPersistent: boolean
  createdAt: Date
  cancelledAt: Date | null
  tags: Tag[]
  document: Document
}

// A persistent request that nobody cancelled outlives its instance.
const removeEnded: PreparedStatement = {
  name: 'ec2-spot-requests-remove-ended',
  text: `DELETE FROM ec2_spot_requests r WHERE (NOT r.is_persistent OR r.cancelled_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM ec2_instances i WHERE i.id = r.instance_id)`,
}

export class SpotRequests {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async add(requests: SpotRequestRecord[]): Promise<void> {
    const data = requests.map((request) => ({ ...request, tags: request.tags.map((tag) => ({ ...tag })) }))
    await this.#connection.prisma.spotRequest.createMany({ data })
  }

  /** Those with the given ids, or all; oldest first. */
  async list<Document>({ partition, account, region }: RegionKey, ids?: string[]): Promise<SpotRequestRecord<Document>[]> {
    const where = { partition, account, region, ...(ids === undefined ? {} : { id: { in: ids } }) }
    const rows: unknown = await this.#connection.prisma.spotRequest.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
    return rows as SpotRequestRecord<Document>[]
  }

  async cancel(ids: string[], cancelledAt: Date): Promise<void> {
    await this.#connection.prisma.spotRequest.updateMany({ where: { id: { in: ids } }, data: { cancelledAt } })
  }

  async setTags(id: string, tags: readonly Tag[]): Promise<void> {
    await this.#connection.prisma.spotRequest.updateMany({ where: { id }, data: { tags: tags.map((tag) => ({ ...tag })) } })
  }

  /** Forgets the requests of every account whose instance is gone and that ask for no other. */
  async removeEnded(): Promise<void> {
    await this.#connection.rows(removeEnded, [])
  }
}
