import type { Connection, PreparedStatement } from './connection.ts'
import { grouped } from './grouped.ts'
import { NamedEntities, type NamedEntity, NamedTable, type NamePage } from './named-entities.ts'
import type { UserRecord } from './users.ts'

export type GroupRecord = NamedEntity

export type GroupChanges = Partial<Pick<GroupRecord, 'name' | 'path'>>

type MemberPage = Omit<NamePage, 'pathPrefix'>

const table = new NamedTable('iam_groups', {})

const members: PreparedStatement = {
  name: 'iam_groups-members',
  text: `SELECT u.id, u.partition, u.account, u.name, u.path, u.created_at AS "createdAt", u.boundary_arn AS "boundaryArn",
      u.password_used_at AS "passwordUsedAt", u.tags
    FROM iam_group_members m JOIN iam_users u ON u.id = m.user_id
    WHERE m.group_id = $1 AND u.name > $2::text ORDER BY u.name LIMIT $3::int`,
}
const ofUser: PreparedStatement = {
  name: 'iam_groups-of-user',
  text: `SELECT ${table.selected('g')} FROM iam_group_members m JOIN iam_groups g ON g.id = m.group_id
    WHERE m.user_id = $1 AND g.name > $2::text ORDER BY g.name LIMIT $3::int`,
}
const ofUsers: PreparedStatement = {
  name: 'iam_groups-of-users',
  text: `SELECT m.user_id AS "userId", ${table.selected('g')} FROM iam_group_members m JOIN iam_groups g ON g.id = m.group_id
    WHERE m.user_id = ANY($1::text[]) ORDER BY g.name`,
}

/** IAM groups and who is in them. */
export class Groups extends NamedEntities<GroupRecord> {
  constructor(connection: Connection) {
    super(connection, table)
  }

  async update(id: string, changes: GroupChanges): Promise<void> {
    const { name, ...others } = changes
    const data = { ...others, ...(name === undefined ? {} : { name, nameKey: name.toLowerCase() }) }
    await this.connection.prisma.group.updateMany({ where: { id }, data })
  }

  /** Adding a member twice is the same as adding it once. */
  async addMember(groupId: string, userId: string): Promise<void> {
    await this.connection.prisma.groupMember.createMany({ data: [{ groupId, userId }], skipDuplicates: true })
  }

  async removeMember(groupId: string, userId: string): Promise<void> {
    await this.connection.prisma.groupMember.deleteMany({ where: { groupId, userId } })
  }

  async isMember(groupId: string, userId: string): Promise<boolean> {
    return (await this.connection.prisma.groupMember.count({ where: { groupId, userId } })) > 0
  }

  /** The group's users by name. */
  async members(groupId: string, page: MemberPage): Promise<UserRecord[]> {
    return this.connection.rows<UserRecord & Record<string, unknown>>(members, [groupId, page.afterName, page.limit])
  }

  /** The user's groups by name. */
  async ofUser(userId: string, page: MemberPage): Promise<GroupRecord[]> {
    return this.connection.rows<GroupRecord & Record<string, unknown>>(ofUser, [userId, page.afterName, page.limit])
  }

  /** The groups of several users by name; users without any are left out. */
  async ofUsers(userIds: string[]): Promise<Map<string, GroupRecord[]>> {
    const rows = await this.connection.rows<GroupRecord & { userId: string } & Record<string, unknown>>(ofUsers, [userIds])
    return grouped(rows, (row) => row.userId, (row) => row)
  }

  async countOfUser(userId: string): Promise<number> {
    return this.connection.prisma.groupMember.count({ where: { userId } })
  }

  async countMembers(groupId: string): Promise<number> {
    return this.connection.prisma.groupMember.count({ where: { groupId } })
  }
}
