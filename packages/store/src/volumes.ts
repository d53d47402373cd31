import type { Connection } from './connection.ts'
import type { Tag } from './principals.ts'
import type { RegionKey } from './scope.ts'

/** An EBS volume; the document is the SDK's Volume without its tags. */
export interface VolumeRecord<Document = object> extends RegionKey {
  id: string
  /** The instance that it is attached to. */
  instanceId: string | null
  deleteOnTermination: boolean
  createdAt: Date
  tags: Tag[]
  document: Document
}

/** A stretch of the list, oldest first. */
export interface VolumesWanted {
  ids?: string[] | undefined
}

/** EBS volumes. */
export class Volumes {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async add(volumes: VolumeRecord[]): Promise<void> {
    if (volumes.length === 0) return
    await this.#connection.prisma.volume.createMany({ data: volumes.map((volume) => ({ ...volume, tags: volume.tags.map((tag) => ({ ...tag })) })) })
  }

  /** Oldest first. */
  async list<Volume extends VolumeRecord>({ partition, account, region }: RegionKey, { ids }: VolumesWanted = {}): Promise<Volume[]> {
    const where = { partition, account, region, ...(ids === undefined ? {} : { id: { in: ids } }) }
    const rows: unknown = await this.#connection.prisma.volume.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
    return rows as Volume[]
  }

  /** The volumes that are attached to these instances. */
  async ofInstances<Volume extends VolumeRecord>(instanceIds: string[]): Promise<Volume[]> {
    const rows: unknown = await this.#connection.prisma.volume.findMany({ where: { instanceId: { in: instanceIds } } })
    return rows as Volume[]
  }

  async save({ id, instanceId, deleteOnTermination, document }: VolumeRecord): Promise<void> {
    await this.#connection.prisma.volume.update({ where: { id }, data: { instanceId, deleteOnTermination, document } })
  }

  /** Removes the volumes that go with these instances and makes their others available. */
  async detach(instanceIds: string[]): Promise<void> {
    const attached = await this.ofInstances(instanceIds)
    await this.remove(attached.filter((volume) => volume.deleteOnTermination).map(({ id }) => id))
    for (const volume of attached.filter(({ deleteOnTermination }) => !deleteOnTermination)) {
      const document = { ...volume.document, State: 'available', Attachments: [] }
      await this.save({ ...volume, instanceId: null, deleteOnTermination: false, document })
    }
  }

  async setTags(id: string, tags: readonly Tag[]): Promise<void> {
    await this.#connection.prisma.volume.updateMany({ where: { id }, data: { tags: tags.map((tag) => ({ ...tag })) } })
  }

  async remove(ids: string[]): Promise<void> {
    await this.#connection.prisma.volume.deleteMany({ where: { id: { in: ids } } })
  }
}
