import { awsPolicyDocument, findAwsPolicy, isAwsPolicyArn } from './aws-policies.ts'
import type { Connection } from './connection.ts'

export interface AttachedPolicy {
  name: string
  /** Undefined for inline policies. */
  arn?: string
  /** The group that brings it, for users. */
  group?: string
  groupPath?: string
  document: string
}

export interface Tag {
  Key: string
  Value: string
}

/** A user or role with every policy that speaks for it, as stored now. */
export interface PrincipalRecord {
  kind: 'user' | 'role'
  id: string
  partition: string
  account: string
  name: string
  path: string
  tags: Tag[]
  boundary: AttachedPolicy | undefined
  policies: AttachedPolicy[]
}

interface PolicyRow {
  name: string | null
  arn: string | null
  group: string | null
  groupPath: string | null
  /** Null for policies that have no row: those that AWS manages. */
  document: string | null
}

interface PrincipalRow {
  kind: 'user' | 'role'
  id: string
  partition: string
  account: string
  name: string
  path: string
  tags: Tag[]
  boundary_arn: string | null
  boundary_document: string | null
  policies: PolicyRow[]
}

// One statement, so that the policies are those of one moment.
const load = {
  name: 'principal-load',
  text: `WITH principal AS (
      SELECT 'role' AS kind, id, partition, account, name, path, tags, boundary_arn FROM iam_roles WHERE id = $1
      UNION ALL
      SELECT 'user', id, partition, account, name, path, tags, boundary_arn FROM iam_users WHERE id = $1
    ), entities AS (
      SELECT $1 AS id, NULL::text AS group_name, NULL::text AS group_path
      UNION ALL
      SELECT g.id, g.name, g.path FROM iam_group_members m JOIN iam_groups g ON g.id = m.group_id WHERE m.user_id = $1
    ), policies AS (
      SELECT i.name, NULL::text AS arn, e.group_name, e.group_path, i.document
        FROM entities e JOIN iam_inline_policies i ON i.entity_id = e.id
      UNION ALL
      SELECT p.name, a.policy_arn, e.group_name, e.group_path, v.document
        FROM entities e JOIN iam_attachments a ON a.entity_id = e.id
        LEFT JOIN iam_policies p ON p.arn = a.policy_arn
        LEFT JOIN iam_policy_versions v ON v.policy_id = p.id AND v.version = p.default_version
    )
    SELECT principal.*, bv.document AS boundary_document,
      (SELECT coalesce(json_agg(json_build_object('name', name, 'arn', arn, 'group', group_name, 'groupPath', group_path, 'document', document)), '[]')
        FROM policies) AS policies
    FROM principal
    LEFT JOIN iam_policies b ON b.arn = principal.boundary_arn
    LEFT JOIN iam_policy_versions bv ON bv.policy_id = b.id AND bv.version = b.default_version`,
}

const managed = {
  name: 'managed-policies',
  text: `SELECT p.name, p.arn, v.document FROM iam_policies p
    JOIN iam_policy_versions v ON v.policy_id = p.id AND v.version = p.default_version WHERE p.arn = ANY($1)`,
}

const boundaryOf = ({ boundary_arn: arn, boundary_document: document }: PrincipalRow): AttachedPolicy | undefined => {
  if (arn === null) return undefined
  // A boundary whose policy is gone allows nothing: when unsure, refuse.
  return { name: arn, arn, document: document ?? awsPolicyDocument(arn) ?? '{"Version":"2012-10-17","Statement":[]}' }
}

/** Nothing for a policy of AWS that is no longer known: it allows nothing. */
const policiesOf = ({ name, arn, group, groupPath, document }: PolicyRow): AttachedPolicy[] => {
  const text = document ?? (arn === null ? undefined : awsPolicyDocument(arn))
  if (text === undefined) return []
  const of = { document: text, ...(group === null ? {} : { group, groupPath: groupPath ?? '/' }) }
  return [arn === null ? { name: name ?? '', ...of } : { name: name ?? nameIn(arn), arn, ...of }]
}

const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

const awsManaged = (arns: string[]): AttachedPolicy[] =>
  arns.flatMap((arn) => {
    const policy = findAwsPolicy(arn)
    return policy === undefined ? [] : [{ name: policy.name, arn, document: awsPolicyDocument(arn) ?? '' }]
  })

/** Users and roles as callers: who they are and what their policies say. */
export class Principals {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** By unique id (`AIDA…`, `AROA…`). */
  async find(id: string): Promise<PrincipalRecord | undefined> {
    const [row] = await this.#connection.rows<PrincipalRow>(load, [id])
    if (row === undefined) return undefined
    const { kind, partition, account, name, path, tags } = row
    const policies = row.policies.flatMap(policiesOf)
    return { kind, id, partition, account, name, path, tags, boundary: boundaryOf(row), policies }
  }

  /** Default versions of managed policies; those that do not exist are left out. */
  async managedPolicies(arns: string[]): Promise<AttachedPolicy[]> {
    const ofAws = awsManaged(arns)
    const own = arns.filter((arn) => !isAwsPolicyArn(arn))
    if (own.length === 0) return ofAws
    return [...ofAws, ...(await this.#connection.rows<{ name: string; arn: string; document: string }>(managed, [own]))]
  }
}
