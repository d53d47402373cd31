import type { Connection, PreparedStatement } from './connection.ts'
import { grouped } from './grouped.ts'
import { NamedEntities, type NamedEntity, NamedTable, type NamePage } from './named-entities.ts'
import type { Tag } from './principals.ts'

export interface InstanceProfileRecord extends NamedEntity {
  /** Unique id of the one role that the profile may hold. */
  roleId: string | null
  tags: Tag[]
}

export type InstanceProfileChanges = Partial<Pick<InstanceProfileRecord, 'roleId' | 'tags'>>

const table = new NamedTable('iam_instance_profiles', { roleId: 'text', tags: 'json' })

const ofRole: PreparedStatement = {
  name: 'iam_instance_profiles-of-role',
  text: `SELECT ${table.selected()} FROM iam_instance_profiles WHERE role_id = $1 AND name > $2::text ORDER BY name LIMIT $3::int`,
}
const ofRoles: PreparedStatement = {
  name: 'iam_instance_profiles-of-roles',
  text: `SELECT ${table.selected()} FROM iam_instance_profiles WHERE role_id = ANY($1::text[]) ORDER BY name`,
}

/** IAM instance profiles. */
export class InstanceProfiles extends NamedEntities<InstanceProfileRecord> {
  constructor(connection: Connection) {
    super(connection, table)
  }

  async update(id: string, changes: InstanceProfileChanges): Promise<void> {
    const { tags, ...others } = changes
    await this.connection.prisma.instanceProfile.updateMany({
      where: { id },
      data: { ...others, ...(tags === undefined ? {} : { tags: tags.map((tag) => ({ ...tag })) }) },
    })
  }

  /** The profiles that hold the role, by name. */
  async ofRole(roleId: string, page: Omit<NamePage, 'pathPrefix'>): Promise<InstanceProfileRecord[]> {
    return this.connection.rows<InstanceProfileRecord & Record<string, unknown>>(ofRole, [roleId, page.afterName, page.limit])
  }

  /** The profiles that hold one of the roles, by role and name; roles in none are left out. */
  async ofRoles(roleIds: string[]): Promise<Map<string, InstanceProfileRecord[]>> {
    const rows = await this.connection.rows<InstanceProfileRecord & Record<string, unknown>>(ofRoles, [roleIds])
    return grouped(rows, (row) => row.roleId ?? '', (row) => row)
  }
}
