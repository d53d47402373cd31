import type { Connection } from './connection.ts'
import { NamedEntities, type NamedEntity, NamedTable } from './named-entities.ts'
import type { Tag } from './principals.ts'

export interface UserRecord extends NamedEntity {
  boundaryArn: string | null
  passwordUsedAt: Date | null
  tags: Tag[]
}

export type UserChanges = Partial<Pick<UserRecord, 'name' | 'path' | 'boundaryArn' | 'tags'>>

const table = new NamedTable('iam_users', { boundaryArn: 'text', passwordUsedAt: 'timestamptz', tags: 'json' })

/** IAM users. */
export class Users extends NamedEntities<UserRecord> {
  constructor(connection: Connection) {
    super(connection, table)
  }

  async update(id: string, changes: UserChanges): Promise<void> {
    const { tags, name, ...others } = changes
    await this.connection.prisma.user.updateMany({
      where: { id },
      data: {
        ...others,
        ...(name === undefined ? {} : { name, nameKey: name.toLowerCase() }),
        ...(tags === undefined ? {} : { tags: tags.map((tag) => ({ ...tag })) }),
      },
    })
  }
}
