import { parseArn, parseIamResource } from '@rolecall/ids'
import type { Connection, PreparedStatement } from './connection.ts'
import { grouped } from './grouped.ts'

export interface AttachedPolicyRecord {
  arn: string
  name: string
  path: string
  /** The account whose policy it is; `aws` for those that AWS manages. */
  owner: string
}

/** A user, group or role that has a managed policy, attached or as its boundary. */
export interface PolicyHolder {
  kind: 'user' | 'group' | 'role'
  id: string
  name: string
  path: string
  isAttached: boolean
}

const ofEntity: PreparedStatement = {
  name: 'iam_attachments-of-entity',
  text: 'SELECT policy_arn AS arn FROM iam_attachments WHERE entity_id = $1',
}

// The ARN says it all, and policies that AWS manages have no row.
const attachedPolicy = (arn: string): AttachedPolicyRecord => {
  const { account: owner = '', resource = '' } = parseArn(arn) ?? {}
  const { name = '', path = '/' } = parseIamResource(resource) ?? {}
  return { arn, name, path, owner }
}

const isBefore = (one: AttachedPolicyRecord, other: AttachedPolicyRecord): boolean =>
  one.name < other.name || (one.name === other.name && one.owner < other.owner)

const attachedTo = (kind: string, table: string): string =>
  `SELECT '${kind}' AS kind, e.id, e.name, e.path, true AS "isAttached", e.partition, e.account
    FROM iam_attachments a JOIN ${table} e ON e.id = a.entity_id WHERE a.policy_arn = $1`

const limitedBy = (kind: string, table: string): string =>
  `SELECT '${kind}', id, name, path, false, partition, account FROM ${table} WHERE boundary_arn = $1`

const holders: PreparedStatement = {
  name: 'iam_attachments-holders',
  text: `SELECT kind, id, name, path, "isAttached" FROM (
      ${attachedTo('user', 'iam_users')} UNION ALL ${attachedTo('group', 'iam_groups')} UNION ALL ${attachedTo('role', 'iam_roles')}
      UNION ALL ${limitedBy('user', 'iam_users')} UNION ALL ${limitedBy('role', 'iam_roles')}
    ) AS holder WHERE partition = $2 AND account = $3 ORDER BY kind COLLATE "C", name, "isAttached" DESC`,
}

/** Which managed policies are attached to which users, groups and roles; entities go by unique id. */
export class Attachments {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async has(entityId: string, policyArn: string): Promise<boolean> {
    return (await this.#connection.prisma.attachment.count({ where: { entityId, policyArn } })) > 0
  }

  async add(entityId: string, policyArn: string): Promise<void> {
    await this.#connection.prisma.attachment.createMany({ data: [{ entityId, policyArn }], skipDuplicates: true })
  }

  /** Says whether the policy was attached. */
  async remove(entityId: string, policyArn: string): Promise<boolean> {
    const { count } = await this.#connection.prisma.attachment.deleteMany({ where: { entityId, policyArn } })
    return count > 0
  }

  /** Detaches everything. */
  async removeAll(entityId: string): Promise<void> {
    await this.#connection.prisma.attachment.deleteMany({ where: { entityId } })
  }

  async count(entityId: string): Promise<number> {
    return this.#connection.prisma.attachment.count({ where: { entityId } })
  }

  /** The policies attached to the entity, by name and then owner. */
  async ofEntity(entityId: string): Promise<AttachedPolicyRecord[]> {
    const rows = await this.#connection.rows<{ arn: string }>(ofEntity, [entityId])
    return rows.map(({ arn }) => attachedPolicy(arn)).toSorted((one, other) => (isBefore(one, other) ? -1 : 1))
  }

  /** The policies attached to several entities; those without any are left out. */
  async ofEntities(entityIds: string[]): Promise<Map<string, AttachedPolicyRecord[]>> {
    const rows = await this.#connection.prisma.attachment.findMany({ where: { entityId: { in: entityIds } } })
    const policies = rows
      .map(({ entityId, policyArn }) => ({ entityId, policy: attachedPolicy(policyArn) }))
      .toSorted((one, other) => (isBefore(one.policy, other.policy) ? -1 : 1))
    return grouped(policies, (row) => row.entityId, (row) => row.policy)
  }

  /** The account's entities that have the policy, by kind and name; one that has it both ways appears twice. */
  async holders(policyArn: string, key: { partition: string; account: string }): Promise<PolicyHolder[]> {
    return this.#connection.rows<PolicyHolder & Record<string, unknown>>(holders, [policyArn, key.partition, key.account])
  }
}
