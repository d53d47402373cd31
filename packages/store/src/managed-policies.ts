import type { Connection, PreparedStatement } from './connection.ts'
import { NamedEntities, type NamedEntity, NamedTable, type NamePage } from './named-entities.ts'
import type { Tag } from './principals.ts'
import type { AccountKey } from './scope.ts'

export interface ManagedPolicyRecord extends NamedEntity {
  arn: string
  description: string | null
  updatedAt: Date
  defaultVersion: number
  /** Never goes back: version numbers are not reused. */
  nextVersion: number
  tags: Tag[]
}

/** How many of the account's entities have the policy attached, and how many as their boundary. */
export interface PolicyUse {
  attachmentCount: number
  boundaryCount: number
}

export interface PolicyVersionRecord {
  version: number
  document: string
  createdAt: Date
}

export interface ManagedPolicyPage extends NamePage {
  /** Accounts whose policies are listed; `aws` stands for the policies that AWS manages. */
  owners: string[]
  /** Tells apart policies of the same name: the owner of the last one of the page before. */
  afterOwner: string
  isAttached: boolean
  isBoundary: boolean
}

export type ManagedPolicyChanges = Partial<Pick<ManagedPolicyRecord, 'defaultVersion' | 'nextVersion' | 'updatedAt' | 'tags'>>

type PolicyRow = ManagedPolicyRecord & PolicyUse & Record<string, unknown>

const table = new NamedTable('iam_policies', {
  arn: 'text',
  description: 'text',
  updatedAt: 'timestamptz',
  defaultVersion: 'int',
  nextVersion: 'int',
  tags: 'json',
})

const countWithin = (kind: string, condition: string): string =>
  `(SELECT count(*)::int FROM ${kind} WHERE ${condition} AND e.partition = $1 AND e.account = $2)`

const attachedWithin = (entities: string): string =>
  countWithin(`iam_attachments a JOIN ${entities} e ON e.id = a.entity_id`, 'a.policy_arn = p.arn')

const select = `SELECT ${table.selected('p')},
    ${attachedWithin('iam_users')} + ${attachedWithin('iam_groups')} + ${attachedWithin('iam_roles')} AS "attachmentCount",
    ${countWithin('iam_users e', 'e.boundary_arn = p.arn')} + ${countWithin('iam_roles e', 'e.boundary_arn = p.arn')} AS "boundaryCount"
  FROM iam_policies p`

const findByArn: PreparedStatement = { name: 'iam_policies-find-by-arn', text: `${select} WHERE p.arn = $3` }

const listUsed: PreparedStatement = {
  name: 'iam_policies-list-used',
  text: `SELECT * FROM (${select} WHERE p.partition = $1 AND p.account = ANY($3::text[]) AND starts_with(p.path, $4::text)
      AND (p.name, p.account) > ($5::text COLLATE "C", $6::text)) AS policy
    WHERE (NOT $7::boolean OR "attachmentCount" > 0) AND (NOT $8::boolean OR "boundaryCount" > 0)
    ORDER BY name, account LIMIT $9::int`,
}

/** Managed policies and their versions. */
export class ManagedPolicies extends NamedEntities<ManagedPolicyRecord> {
  constructor(connection: Connection) {
    super(connection, table)
  }

  /** With its use in the given account. */
  async findByArn(key: AccountKey, arn: string): Promise<(ManagedPolicyRecord & PolicyUse) | undefined> {
    const [row] = await this.connection.rows<PolicyRow>(findByArn, [key.partition, key.account, arn])
    return row
  }

  /** By name, each with its use in the given account. */
  async listUsed(key: AccountKey, page: ManagedPolicyPage): Promise<(ManagedPolicyRecord & PolicyUse)[]> {
    const { owners, pathPrefix, afterName, afterOwner, isAttached, isBoundary, limit } = page
    const values = [key.partition, key.account, owners, pathPrefix, afterName, afterOwner, isAttached, isBoundary, limit]
    return this.connection.rows<PolicyRow>(listUsed, values)
  }

  async update(id: string, changes: ManagedPolicyChanges): Promise<void> {
    const { tags, ...others } = changes
    await this.connection.prisma.managedPolicy.updateMany({
      where: { id },
      data: { ...others, ...(tags === undefined ? {} : { tags: tags.map((tag) => ({ ...tag })) }) },
    })
  }

  async findVersion(policyId: string, version: number): Promise<PolicyVersionRecord | undefined> {
    const row = await this.connection.prisma.policyVersion.findUnique({ where: { policyId_version: { policyId, version } } })
    return row ?? undefined
  }

  /** Newest first. */
  async versions(policyId: string): Promise<PolicyVersionRecord[]> {
    return this.connection.prisma.policyVersion.findMany({ where: { policyId }, orderBy: { version: 'desc' } })
  }

  async addVersion(policyId: string, version: PolicyVersionRecord): Promise<void> {
    await this.connection.prisma.policyVersion.create({ data: { policyId, ...version } })
  }

  async removeVersion(policyId: string, version: number): Promise<void> {
    await this.connection.prisma.policyVersion.deleteMany({ where: { policyId, version } })
  }

  override async remove(id: string): Promise<void> {
    await this.connection.prisma.policyVersion.deleteMany({ where: { policyId: id } })
    await super.remove(id)
  }
}
