import type { Connection } from './connection.ts'
import { grouped } from './grouped.ts'

export interface InlinePolicyRecord {
  name: string
  document: string
}

/** Policies embedded in one user, group or role, which its unique id names. */
export class InlinePolicies {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find(entityId: string, name: string): Promise<InlinePolicyRecord | undefined> {
    const row = await this.#connection.prisma.inlinePolicy.findUnique({ where: { entityId_name: { entityId, name } } })
    return row ?? undefined
  }

  /** All of the entity's, by name. */
  async ofEntity(entityId: string): Promise<InlinePolicyRecord[]> {
    return this.#connection.prisma.inlinePolicy.findMany({
      where: { entityId },
      select: { name: true, document: true },
      orderBy: { name: 'asc' },
    })
  }

  /** All of several entities', by name; those without any are left out. */
  async ofEntities(entityIds: string[]): Promise<Map<string, InlinePolicyRecord[]>> {
    const rows = await this.#connection.prisma.inlinePolicy.findMany({ where: { entityId: { in: entityIds } }, orderBy: { name: 'asc' } })
    return grouped(rows, (row) => row.entityId, ({ name, document }) => ({ name, document }))
  }

  /** Creates the policy or replaces its document. */
  async put(entityId: string, policy: InlinePolicyRecord): Promise<void> {
    const where = { entityId_name: { entityId, name: policy.name } }
    await this.#connection.prisma.inlinePolicy.upsert({ where, create: { entityId, ...policy }, update: { document: policy.document } })
  }

  /** Says whether there was such a policy. */
  async remove(entityId: string, name: string): Promise<boolean> {
    const { count } = await this.#connection.prisma.inlinePolicy.deleteMany({ where: { entityId, name } })
    return count > 0
  }

  async count(entityId: string): Promise<number> {
    return this.#connection.prisma.inlinePolicy.count({ where: { entityId } })
  }
}
