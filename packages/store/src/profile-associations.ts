import type { Connection } from './connection.ts'
import type { RegionKey } from './scope.ts'

/** Which profile an instance has, had a moment ago, or is to have. */
export interface ProfileAssociationRecord extends RegionKey {
  id: string
  instanceId: string
  profileId: string
  profileArn: string
  /** Where it is going; with `changedAt` what it shows follows from time. */
  state: 'associated' | 'disassociated'
  changedAt: Date
  /** An instance has one active association at most. */
  isActive: boolean
}

/** Associations of instances and instance profiles. */
export class ProfileAssociations {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async add(associations: ProfileAssociationRecord[]): Promise<void> {
    if (associations.length > 0) await this.#connection.prisma.profileAssociation.createMany({ data: associations })
  }

  async find(key: RegionKey, id: string): Promise<ProfileAssociationRecord | undefined> {
    const [association] = await this.list(key, [id])
    return association
  }

  async findActive(instanceId: string): Promise<ProfileAssociationRecord | undefined> {
    const row = await this.#connection.prisma.profileAssociation.findFirst({ where: { instanceId, isActive: true } })
    return (row as ProfileAssociationRecord | null) ?? undefined
  }

  /** By id, those with the ids given or all. */
  async list({ partition, account, region }: RegionKey, ids?: string[]): Promise<ProfileAssociationRecord[]> {
    const where = { partition, account, region, ...(ids === undefined ? {} : { id: { in: ids } }) }
    return (await this.#connection.prisma.profileAssociation.findMany({ where, orderBy: { id: 'asc' } })) as ProfileAssociationRecord[]
  }

  /** The association is no longer in force; what the instance had before it is forgotten. */
  async end({ id, instanceId }: ProfileAssociationRecord, changedAt: Date): Promise<void> {
    const { profileAssociation } = this.#connection.prisma
    await profileAssociation.deleteMany({ where: { instanceId, isActive: false } })
    await profileAssociation.update({ where: { id }, data: { isActive: false, state: 'disassociated', changedAt } })
  }

  async removeOfInstances(instanceIds: string[]): Promise<void> {
    await this.#connection.prisma.profileAssociation.deleteMany({ where: { instanceId: { in: instanceIds } } })
  }
}
