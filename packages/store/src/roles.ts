import type { Connection, PreparedStatement } from './connection.ts'
import { NamedEntities, type NamedEntity, NamedTable } from './named-entities.ts'
import type { Tag } from './principals.ts'

export interface RoleRecord extends NamedEntity {
  description: string | null
  maxSessionSeconds: number
  /** Users and roles are named by unique id, as they are stored. */
  trustPolicy: string
  boundaryArn: string | null
  tags: Tag[]
  lastUsedAt: Date | null
  lastUsedRegion: string | null
}

export type RoleChanges = Partial<Pick<RoleRecord, 'description' | 'maxSessionSeconds' | 'trustPolicy' | 'boundaryArn' | 'tags'>>

const table = new NamedTable('iam_roles', {
  description: 'text',
  maxSessionSeconds: 'int',
  trustPolicy: 'text',
  boundaryArn: 'text',
  tags: 'json',
  lastUsedAt: 'timestamptz',
  lastUsedRegion: 'text',
})

const used: PreparedStatement = {
  name: 'iam_roles-used',
  text: 'UPDATE iam_roles SET last_used_at = $2::timestamptz, last_used_region = $3 WHERE id = $1',
}

/** IAM roles. */
export class Roles extends NamedEntities<RoleRecord> {
  constructor(connection: Connection) {
    super(connection, table)
  }

  async update(id: string, changes: RoleChanges): Promise<void> {
    const { tags, ...others } = changes
    await this.connection.prisma.role.updateMany({ where: { id }, data: { ...others, ...(tags === undefined ? {} : { tags: tags.map((tag) => ({ ...tag })) }) } })
  }

  /** Notes that credentials of the role were used. */
  async markUsed(id: string, use: { at: Date; region: string }): Promise<void> {
    await this.connection.rows(used, [id, use.at, use.region])
  }
}
