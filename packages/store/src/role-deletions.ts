import type { Connection } from './connection.ts'
import type { AccountKey } from './scope.ts'

/** The deletion of a service-linked role. */
export interface RoleDeletionRecord extends AccountKey {
  taskId: string
  roleArn: string
  createdAt: Date
}

/** What tells later how the deletion of a service-linked role went. */
export class RoleDeletions {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async add(deletion: RoleDeletionRecord): Promise<void> {
    await this.#connection.prisma.roleDeletion.create({ data: { ...deletion } })
  }

  async find({ partition, account }: AccountKey, taskId: string): Promise<RoleDeletionRecord | undefined> {
    const where = { partition_account_taskId: { partition, account, taskId } }
    return (await this.#connection.prisma.roleDeletion.findUnique({ where })) ?? undefined
  }
}
