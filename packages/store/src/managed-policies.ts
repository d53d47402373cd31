import { type AwsPolicy, awsPolicyArn, awsPolicyDocument, awsPolicyId, findAwsPolicy, isAwsPolicyArn, listAwsPolicies } from './aws-policies.ts'
import type { Connection, PreparedStatement } from './connection.ts'
import { grouped } from './grouped.ts'
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

const usesOf = (entities: string, condition: string): string => `SELECT a.policy_arn AS arn, 1 AS attached, 0 AS boundary
    FROM ${entities} e JOIN iam_attachments a ON a.entity_id = e.id WHERE e.partition = $1 AND e.account = $2 AND a.policy_arn ${condition}`

const boundariesOf = (entities: string, condition: string): string => `SELECT boundary_arn, 0, 1
    FROM ${entities} WHERE partition = $1 AND account = $2 AND boundary_arn ${condition}`

const usesWhere = (condition: string): string => {
  const attached = ['iam_users', 'iam_groups', 'iam_roles'].map((entities) => usesOf(entities, condition))
  const boundaries = ['iam_users', 'iam_roles'].map((entities) => boundariesOf(entities, condition))
  return `SELECT arn, sum(attached)::int AS "attachmentCount", sum(boundary)::int AS "boundaryCount"
    FROM (${[...attached, ...boundaries].join(' UNION ALL ')}) AS uses GROUP BY arn`
}

const usesOfSome: PreparedStatement = { name: 'iam_policies-uses-of-some', text: usesWhere('= ANY($3::text[])') }
const usesOfAll: PreparedStatement = { name: 'iam_policies-uses-of-aws', text: usesWhere('LIKE $3') }

const findByArn: PreparedStatement = { name: 'iam_policies-find-by-arn', text: `${select} WHERE p.arn = $3 AND p.partition = $1 AND p.account = $2` }

const listUsed: PreparedStatement = {
  name: 'iam_policies-list-used',
  text: `SELECT * FROM (${select} WHERE p.partition = $1 AND p.account = ANY($3::text[]) AND starts_with(p.path, $4::text)
      AND (p.name, p.account) > ($5::text COLLATE "C", $6::text)) AS policy
    WHERE (NOT $7::boolean OR "attachmentCount" > 0) AND (NOT $8::boolean OR "boundaryCount" > 0)
    ORDER BY name, account LIMIT $9::int`,
}

type UseRow = PolicyUse & { arn: string } & Record<string, unknown>

const unused: PolicyUse = { attachmentCount: 0, boundaryCount: 0 }

const awsOwner = 'aws'

const asRecord = (policy: AwsPolicy, { attachmentCount, boundaryCount }: PolicyUse): ManagedPolicyRecord & PolicyUse => ({
  id: awsPolicyId(policy),
  partition: policy.partition,
  account: awsOwner,
  arn: awsPolicyArn(policy),
  name: policy.name,
  path: policy.path,
  description: null,
  createdAt: policy.createdAt,
  updatedAt: policy.updatedAt,
  defaultVersion: policy.version,
  nextVersion: policy.version + 1,
  tags: [],
  attachmentCount,
  boundaryCount,
})

const awsVersions = ({ arn, defaultVersion, updatedAt }: ManagedPolicyRecord): PolicyVersionRecord[] => [
  { version: defaultVersion, document: awsPolicyDocument(arn) ?? '', createdAt: updatedAt },
]

const isWithin = (use: PolicyUse, { isAttached, isBoundary }: ManagedPolicyPage): boolean =>
  (!isAttached || use.attachmentCount > 0) && (!isBoundary || use.boundaryCount > 0)

const isAfter = (name: string, { afterName, afterOwner }: ManagedPolicyPage): boolean =>
  name > afterName || (name === afterName && awsOwner > afterOwner)

type Named = Pick<ManagedPolicyRecord, 'name' | 'account'>

// Names do not repeat within an owner.
const isBefore = (one: Named, other: Named): boolean => one.name < other.name || (one.name === other.name && one.account < other.account)

/** Managed policies and their versions; those that AWS manages come from their file, with what the account makes of them. */
export class ManagedPolicies extends NamedEntities<ManagedPolicyRecord> {
  constructor(connection: Connection) {
    super(connection, table)
  }

  /** The account's own or AWS's, with its use in the account; other accounts' are nobody else's to use. */
  async findByArn(key: AccountKey, arn: string): Promise<(ManagedPolicyRecord & PolicyUse) | undefined> {
    if (isAwsPolicyArn(arn)) return this.#findAws(key, arn)
    const [row] = await this.connection.rows<PolicyRow>(findByArn, [key.partition, key.account, arn])
    return row
  }

  /** By name, each with its use in the given account. */
  async listUsed(key: AccountKey, page: ManagedPolicyPage): Promise<(ManagedPolicyRecord & PolicyUse)[]> {
    const { owners, pathPrefix, afterName, afterOwner, isAttached, isBoundary, limit } = page
    const values = [key.partition, key.account, owners, pathPrefix, afterName, afterOwner, isAttached, isBoundary, limit]
    const own = await this.connection.rows<PolicyRow>(listUsed, values)
    if (!owners.includes(awsOwner)) return own
    const ofAws = await this.#listAws(key, page)
    return [...own, ...ofAws].toSorted((one, other) => (isBefore(one, other) ? -1 : 1)).slice(0, limit)
  }

  async #findAws(key: AccountKey, arn: string): Promise<(ManagedPolicyRecord & PolicyUse) | undefined> {
    const policy = findAwsPolicy(arn)
    if (policy?.partition !== key.partition) return undefined
    return asRecord(policy, (await this.#usesOf(key, [policy])).get(arn) ?? unused)
  }

  async #listAws(key: AccountKey, page: ManagedPolicyPage): Promise<(ManagedPolicyRecord & PolicyUse)[]> {
    const after = listAwsPolicies(key.partition, page.pathPrefix).filter((policy) => isAfter(policy.name, page))
    const isByUse = page.isAttached || page.isBoundary
    // Without a filter by use only what is shown has to be counted.
    const policies = isByUse ? after : after.slice(0, page.limit)
    const uses = isByUse ? await this.#usesOfAws(key) : await this.#usesOf(key, policies)
    const useOf = (policy: AwsPolicy): PolicyUse => uses.get(awsPolicyArn(policy)) ?? unused
    const shown = policies.filter((policy) => isWithin(useOf(policy), page)).slice(0, page.limit)
    return shown.map((policy) => asRecord(policy, useOf(policy)))
  }

  async #usesOf(key: AccountKey, policies: AwsPolicy[]): Promise<Map<string, PolicyUse>> {
    const rows = await this.connection.rows<UseRow>(usesOfSome, [key.partition, key.account, policies.map(awsPolicyArn)])
    return new Map(rows.map((row) => [row.arn, row]))
  }

  async #usesOfAws(key: AccountKey): Promise<Map<string, PolicyUse>> {
    const rows = await this.connection.rows<UseRow>(usesOfAll, [key.partition, key.account, `arn:${key.partition}:iam::aws:policy/%`])
    return new Map(rows.map((row) => [row.arn, row]))
  }

  async update(id: string, changes: ManagedPolicyChanges): Promise<void> {
    const { tags, ...others } = changes
    await this.connection.prisma.managedPolicy.updateMany({
      where: { id },
      data: { ...others, ...(tags === undefined ? {} : { tags: tags.map((tag) => ({ ...tag })) }) },
    })
  }

  async findVersion(policy: ManagedPolicyRecord, version: number): Promise<PolicyVersionRecord | undefined> {
    if (policy.account === awsOwner) return awsVersions(policy).find((one) => one.version === version)
    const { id: policyId } = policy
    const row = await this.connection.prisma.policyVersion.findUnique({ where: { policyId_version: { policyId, version } } })
    return row ?? undefined
  }

  /** Newest first; of a policy that AWS manages only the default one is known. */
  async versions(policy: ManagedPolicyRecord): Promise<PolicyVersionRecord[]> {
    if (policy.account === awsOwner) return awsVersions(policy)
    return this.connection.prisma.policyVersion.findMany({ where: { policyId: policy.id }, orderBy: { version: 'desc' } })
  }

  /** The versions of several policies by their ids, newest first. */
  async versionsOf(policies: ManagedPolicyRecord[]): Promise<Map<string, PolicyVersionRecord[]>> {
    const own = policies.filter(({ account }) => account !== awsOwner).map(({ id }) => id)
    const rows = await this.connection.prisma.policyVersion.findMany({ where: { policyId: { in: own } }, orderBy: { version: 'desc' } })
    const versions = grouped(rows, (row) => row.policyId, (row): PolicyVersionRecord => row)
    for (const policy of policies) if (policy.account === awsOwner) versions.set(policy.id, awsVersions(policy))
    return versions
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
