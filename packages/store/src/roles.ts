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
  text: `UPDATE iam_roles r SET last_used_at = u.at, last_used_region = u.region
    FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS u (id, at, region) WHERE r.id = u.id`,
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

  /** Notes that credentials of the roles were used. */
  async markUsed(uses: readonly { id: string; at: Date; region: string }[]): Promise<void> {
    if (uses.length === 0) return
    await this.connection.rows(used, [uses.map(({ id }) => id), uses.map(({ at }) => at), uses.map(({ region }) => region)])
  }
}
