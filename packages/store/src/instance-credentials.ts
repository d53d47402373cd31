import type { Connection } from './connection.ts'

/** The metadata protocol that a set of credentials is for. */
export type RoleDelivery = '1.0' | '2.0'

/** Why an instance has no new credentials. */
export type CredentialFailure = 'AssumeRoleUnauthorizedAccess' | 'InstanceProfileNotFound' | 'InstanceProfileWithoutRole'

/** What is known of an instance's credentials, whatever the delivery. */
export interface CurrentCredentials {
  generation: number
  associationId: string
  roleId: string | null
  roleName: string | null
  /** Null, as is `expiresAt`, while no issue has succeeded. */
  issuedAt: Date | null
  expiresAt: Date | null
  renewAt: Date
  failureCode: CredentialFailure | null
  failedAt: Date | null
  failureCount: number
}

/** What the metadata service hands out. */
export interface DeliveredCredentials extends CurrentCredentials {
  accessKeyId: string | null
  token: string | null
}

/** An instance whose credentials may be due, with all that decides what it gets. */
export interface RotationCandidate {
  instanceId: string
  /** Undefined when there is no such instance any more. */
  instance: CandidateInstance | undefined
  associationId: string | undefined
  /** Whether the associated profile still exists. */
  hasProfile: boolean
  role: CandidateRole | undefined
  credentials: CurrentCredentials | undefined
}

export interface CandidateInstance {
  partition: string
  account: string
  region: string
  isRunning: boolean
  launchedAt: Date
  vpcId: string | null
  privateIp: string | null
}

export interface CandidateRole {
  id: string
  name: string
  path: string
  trustPolicy: string
}

/** A row to be written in place of the generation before it. */
export interface NewCredentials extends CurrentCredentials {
  instanceId: string
  delivery: RoleDelivery
  accessKeyId: string | null
  token: string | null
}

/** A failed attempt to renew credentials that are kept. */
export interface RenewalFailure {
  instanceId: string
  generation: number
  failureCode: CredentialFailure
  failedAt: Date
  failureCount: number
  renewAt: Date
}

/** Where the next page of due instances begins. */
export interface DueCursor {
  renewAt: Date
  instanceId: string
}

export interface DueInstance extends DueCursor {
  generation: number
}

const due = {
  name: 'instance-credentials-due',
  text: `SELECT instance_id AS "instanceId", generation, renew_at AS "renewAt" FROM instance_credentials
    WHERE delivery = '2.0' AND renew_at <= $1 AND (renew_at, instance_id) > ($2, $3)
    ORDER BY renew_at, instance_id LIMIT $4`,
}

// Rotation planned further ahead than it ever is: the clock was moved back since, or the lifetime shortened.
const ahead = {
  name: 'instance-credentials-ahead',
  text: `SELECT instance_id AS "instanceId", generation, renew_at AS "renewAt" FROM instance_credentials
    WHERE delivery = '2.0' AND (renew_at, instance_id) > ($1, $2)
    ORDER BY renew_at, instance_id LIMIT $3`,
}

const missing = {
  name: 'instance-credentials-missing',
  text: `SELECT a.instance_id AS "instanceId" FROM ec2_profile_associations a
    JOIN ec2_instances i ON i.id = a.instance_id
    WHERE a.is_active AND NOT a.is_served AND a.instance_id > $1 AND i.state = 'running'
    ORDER BY a.instance_id LIMIT $2`,
}

const candidates = {
  name: 'instance-credentials-candidates',
  text: `SELECT w.id AS "instanceId", i.partition, i.account, i.region, i.state, i.launched_at AS "launchedAt",
      i.vpc_id AS "vpcId", i.private_ip AS "privateIp", a.id AS "associationId", p.id AS "profileId",
      r.id AS "assumedRoleId", r.name AS "assumedRoleName", r.path AS "assumedRolePath", r.trust_policy AS "trustPolicy",
      c.generation, c.association_id AS "issuedFor", c.role_id AS "roleId", c.role_name AS "roleName",
      c.issued_at AS "issuedAt", c.expires_at AS "expiresAt", c.renew_at AS "renewAt",
      c.failure_code AS "failureCode", c.failed_at AS "failedAt", c.failure_count AS "failureCount"
    FROM unnest($1::text[]) AS w(id)
    LEFT JOIN ec2_instances i ON i.id = w.id
    LEFT JOIN ec2_profile_associations a ON a.instance_id = i.id AND a.is_active
    LEFT JOIN iam_instance_profiles p ON p.id = a.profile_id
    LEFT JOIN iam_roles r ON r.id = p.role_id
    LEFT JOIN instance_credentials c ON c.instance_id = w.id AND c.delivery = '2.0'
    ORDER BY w.id`,
}

// The condition is the compare-and-set: a writer that was overtaken changes nothing. Rows come sorted, so that two
// writers lock them in the same order.
const replace = {
  name: 'instance-credentials-replace',
  text: `WITH written AS (INSERT INTO instance_credentials AS c (instance_id, delivery, generation, association_id, role_id, role_name,
      access_key_id, token, issued_at, expires_at, failure_code, failed_at, failure_count, renew_at)
    SELECT n."instanceId", n.delivery, n.generation, n."associationId", n."roleId", n."roleName",
      n."accessKeyId", n.token, n."issuedAt", n."expiresAt", n."failureCode", n."failedAt", n."failureCount", n."renewAt"
    FROM json_to_recordset($1::json) AS n("instanceId" text, delivery text, generation int, "associationId" text, "roleId" text,
      "roleName" text, "accessKeyId" text, token text, "issuedAt" timestamptz, "expiresAt" timestamptz,
      "failureCode" text, "failedAt" timestamptz, "failureCount" int, "renewAt" timestamptz)
    ON CONFLICT (instance_id, delivery) DO UPDATE SET
      generation = EXCLUDED.generation, association_id = EXCLUDED.association_id, role_id = EXCLUDED.role_id,
      role_name = EXCLUDED.role_name, access_key_id = EXCLUDED.access_key_id, token = EXCLUDED.token,
      issued_at = EXCLUDED.issued_at, expires_at = EXCLUDED.expires_at, failure_code = EXCLUDED.failure_code,
      failed_at = EXCLUDED.failed_at, failure_count = EXCLUDED.failure_count, renew_at = EXCLUDED.renew_at
    WHERE c.generation = EXCLUDED.generation - 1
    RETURNING c.instance_id, c.delivery, c.association_id),
    served AS (UPDATE ec2_profile_associations a SET is_served = true FROM written
      WHERE a.id = written.association_id AND written.delivery = '2.0' AND NOT a.is_served)
    SELECT instance_id AS "instanceId" FROM written`,
}

const noteFailures = {
  name: 'instance-credentials-note-failures',
  text: `UPDATE instance_credentials c SET generation = n.generation, failure_code = n."failureCode", failed_at = n."failedAt",
      failure_count = n."failureCount", renew_at = n."renewAt"
    FROM json_to_recordset($1::json) AS n("instanceId" text, generation int, "failureCode" text, "failedAt" timestamptz,
      "failureCount" int, "renewAt" timestamptz)
    WHERE c.instance_id = n."instanceId" AND c.generation = n.generation - 1
    RETURNING c.instance_id AS "instanceId"`,
}

const remove = {
  name: 'instance-credentials-remove',
  text: `WITH removed AS (DELETE FROM instance_credentials c USING json_to_recordset($1::json) AS n("instanceId" text, generation int)
      WHERE c.instance_id = n."instanceId" AND c.generation = n.generation RETURNING c.instance_id, c.delivery)
    UPDATE ec2_profile_associations a SET is_served = false FROM removed
    WHERE a.instance_id = removed.instance_id AND a.is_active AND removed.delivery = '2.0'`,
}

const find = {
  name: 'instance-credentials-find',
  text: `SELECT generation, association_id AS "associationId", role_id AS "roleId", role_name AS "roleName",
      access_key_id AS "accessKeyId", token, issued_at AS "issuedAt", expires_at AS "expiresAt", renew_at AS "renewAt",
      failure_code AS "failureCode", failed_at AS "failedAt", failure_count AS "failureCount"
    FROM instance_credentials WHERE instance_id = $1 AND delivery = $2`,
}

interface CandidateRow {
  instanceId: string
  partition: string | null
  account: string
  region: string
  state: string
  launchedAt: Date
  vpcId: string | null
  privateIp: string | null
  associationId: string | null
  profileId: string | null
  assumedRoleId: string | null
  assumedRoleName: string
  assumedRolePath: string
  trustPolicy: string
  generation: number | null
  issuedFor: string
  roleId: string | null
  roleName: string | null
  issuedAt: Date | null
  expiresAt: Date | null
  renewAt: Date
  failureCode: CredentialFailure | null
  failedAt: Date | null
  failureCount: number
}

const instanceOf = (row: CandidateRow): CandidateInstance | undefined => {
  const { partition, account, region, state, launchedAt, vpcId, privateIp } = row
  if (partition === null) return undefined
  return { partition, account, region, isRunning: state === 'running', launchedAt, vpcId, privateIp }
}

const roleOf = (row: CandidateRow): CandidateRole | undefined => {
  if (row.assumedRoleId === null) return undefined
  return { id: row.assumedRoleId, name: row.assumedRoleName, path: row.assumedRolePath, trustPolicy: row.trustPolicy }
}

const credentialsOf = (row: CandidateRow): CurrentCredentials | undefined => {
  const { generation, issuedFor, roleId, roleName, issuedAt, expiresAt, renewAt, failureCode, failedAt, failureCount } = row
  if (generation === null) return undefined
  return { generation, associationId: issuedFor, roleId, roleName, issuedAt, expiresAt, renewAt, failureCode, failedAt, failureCount }
}

const candidateOf = (row: CandidateRow): RotationCandidate => ({
  instanceId: row.instanceId,
  instance: instanceOf(row),
  associationId: row.associationId ?? undefined,
  hasProfile: row.profileId !== null,
  role: roleOf(row),
  credentials: credentialsOf(row),
})

const compareRows = (one: NewCredentials, other: NewCredentials): number => {
  const oneKey = one.instanceId + one.delivery
  const otherKey = other.instanceId + other.delivery
  return oneKey < otherKey ? -1 : 1
}

/** The credentials that instances find at the metadata service, and which of them are due for renewal. */
export class InstanceCredentials {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find(instanceId: string, delivery: RoleDelivery): Promise<DeliveredCredentials | undefined> {
    const [row] = await this.#connection.rows<DeliveredCredentials>(find, [instanceId, delivery])
    return row
  }

  /** Instances whose credentials are to be renewed by `now`, longest overdue first, after the cursor. */
  due(now: Date, after: DueCursor | undefined, limit: number): Promise<DueInstance[]> {
    return this.#connection.rows<DueInstance>(due, [now, after?.renewAt ?? new Date(0), after?.instanceId ?? '', limit])
  }

  /** Instances whose renewal is planned for a time after the cursor's. */
  ahead(after: DueCursor, limit: number): Promise<DueInstance[]> {
    return this.#connection.rows<DueInstance>(ahead, [after.renewAt, after.instanceId, limit])
  }

  /** Running instances that have a profile but no credentials for it, by id after the given one. */
  async missing(afterInstanceId: string, limit: number): Promise<string[]> {
    const rows = await this.#connection.rows<{ instanceId: string }>(missing, [afterInstanceId, limit])
    return rows.map((row) => row.instanceId)
  }

  /** All that decides what the instances get, as it is now. */
  async candidates(instanceIds: string[]): Promise<RotationCandidate[]> {
    const rows = await this.#connection.rows<CandidateRow>(candidates, [instanceIds])
    return rows.map(candidateOf)
  }

  /** Writes new generations; answers the instances whose rows nobody else had replaced before. */
  async replace(rows: NewCredentials[]): Promise<Set<string>> {
    if (rows.length === 0) return new Set()
    const written = await this.#connection.rows<{ instanceId: string }>(replace, [JSON.stringify(rows.sort(compareRows))])
    return new Set(written.map((row) => row.instanceId))
  }

  /** Records failures beside credentials that are kept; answers the instances as `replace` does. */
  async noteFailures(failures: RenewalFailure[]): Promise<Set<string>> {
    if (failures.length === 0) return new Set()
    const written = await this.#connection.rows<{ instanceId: string }>(noteFailures, [JSON.stringify(failures)])
    return new Set(written.map((row) => row.instanceId))
  }

  /** Forgets credentials of instances that are to have none, unless they were replaced meanwhile. */
  async remove(generations: { instanceId: string; generation: number }[]): Promise<void> {
    if (generations.length > 0) await this.#connection.rows(remove, [JSON.stringify(generations)])
  }
}
