import type { Connection, PreparedStatement } from './connection.ts'
import type { InstanceTransition } from './instance-state.ts'
import type { Tag } from './principals.ts'
import type { RegionKey } from './scope.ts'

/** An EC2 instance. The JSON columns hold shapes of the SDK, which the store does not know. */
export interface InstanceRecord<Document = object, Options = object, Attributes = object> extends RegionKey, InstanceTransition {
  id: string
  reservationId: string
  launchIndex: number
  stateReason: string | null
  launchedAt: Date
  privateIp: string | null
  vpcId: string | null
  subnetId: string | null
  /** Base64, as the API took it. */
  userData: string | null
  metadataOptions: Options
  tags: Tag[]
  document: Document
  attributes: Attributes
  revision: number
}

/** The profile that an instance has now. */
export interface InstanceProfileInUse {
  associationId: string | null
  profileArn: string | null
  profileId: string | null
}

/** The part of an instance that every read asks for anew; the rest changes only with the revision. */
export interface InstanceHead extends InstanceTransition, InstanceProfileInUse {
  id: string
  addressNumber: number
  revision: number
}

/** The tags of an instance, and whether the instance sees them in its metadata. */
export interface TaggedInstance {
  id: string
  tags: Tag[]
  showsTags: boolean
}

/** Where a network interface of an instance is. */
export interface PlacedInterface {
  id: string
  subnetId: string
  vpcId: string
  zone: string
}

/** Which instances to read; those that terminated before `visibleSince` are gone. */
export interface InstancesWanted {
  ids?: string[] | undefined
  reservationId?: string | undefined
  afterNumber?: number | undefined
  limit?: number | undefined
  visibleSince: Date
}

export interface LockableInstances {
  ids: string[]
  visibleSince: Date
  isLocked: boolean
}

type Row = Record<string, unknown>

const columns: Record<keyof InstanceRecord, string> = {
  id: 'text',
  partition: 'text',
  account: 'text',
  region: 'text',
  reservationId: 'text',
  launchIndex: 'int',
  state: 'text',
  stateFrom: 'text',
  stateChangedAt: 'timestamptz',
  stateReason: 'text',
  launchedAt: 'timestamptz',
  privateIp: 'text',
  vpcId: 'text',
  subnetId: 'text',
  userData: 'text',
  metadataOptions: 'json',
  tags: 'json',
  document: 'json',
  attributes: 'json',
  revision: 'int',
}

const members = Object.keys(columns)
const columnName = (member: string): string => member.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const recordset = `json_to_recordset($1::json) AS r(${Object.entries(columns).map(([member, type]) => `"${member}" ${type}`).join(', ')})`
const allColumns = members.map((member) => `i.${columnName(member)} AS "${member}"`).join(', ')
const profile = 'a.id AS "associationId", a.profile_arn AS "profileArn", a.profile_id AS "profileId"'
const joined = 'FROM ec2_instances i LEFT JOIN ec2_profile_associations a ON a.instance_id = i.id AND a.is_active'
const unexpired = `(i.state <> 'terminated' OR i.state_changed_at > $4::timestamptz)`
const inRegion = `i.partition = $1 AND i.account = $2 AND i.region = $3 AND ${unexpired}`
// No index serves these comparisons: in a table that was never analyzed, the planner would walk the region for one id.
const ofRegion = `i.partition IS NOT DISTINCT FROM $1 AND i.account IS NOT DISTINCT FROM $2 AND i.region IS NOT DISTINCT FROM $3 AND ${unexpired}`

// One value for all rows: the driver takes longer over a hundred rows than the database does.
const heads = (condition: string): string =>
  `SELECT json_agg(h.head) AS heads FROM (
    SELECT json_build_array(i.id, i.address_number, i.revision, i.state, i.state_from,
      (extract(epoch FROM i.state_changed_at) * 1000)::int8, a.id, a.profile_arn, a.profile_id) AS head
    ${joined} WHERE ${condition}
  ) AS h`

const statement = (name: string, text: string): PreparedStatement => ({ name: `ec2-instances-${name}`, text })

const headsById = statement('heads-by-id', heads(`i.id = ANY($5::text[]) AND ${ofRegion} ORDER BY i.address_number`))
const headsOfReservation = statement('heads-of-reservation', heads(`i.reservation_id = $5 AND ${ofRegion} ORDER BY i.address_number`))
const headsInOrder = statement('heads-in-order', heads(`${inRegion} AND i.address_number > $5::int ORDER BY i.address_number LIMIT $6::int`))
const findMany = statement('find-many', `SELECT ${allColumns} FROM ec2_instances i WHERE i.id = ANY($1::text[])`)
const withProfiles = `SELECT ${allColumns}, ${profile} ${joined} WHERE i.id = ANY($5::text[]) AND ${ofRegion} ORDER BY i.id`
const read = statement('read', withProfiles)
const lock = statement('lock', `${withProfiles} FOR UPDATE OF i`)
const add = statement(
  'add',
  `INSERT INTO ec2_instances (${members.map(columnName).join(', ')})
    SELECT ${members.map((member) => `r."${member}"`).join(', ')} FROM ${recordset} ORDER BY r."launchIndex"`,
)
const fixed = new Set(['id', 'partition', 'account', 'region', 'reservationId', 'launchIndex', 'tags', 'revision'])
const save = statement(
  'save',
  `UPDATE ec2_instances AS i SET revision = i.revision + 1,
      ${members.filter((member) => !fixed.has(member)).map((member) => `${columnName(member)} = r."${member}"`).join(', ')}
    FROM ${recordset} WHERE i.id = r.id`,
)
const tagged = statement(
  'tagged',
  `SELECT id, tags, coalesce(metadata_options->>'InstanceMetadataTags' = 'enabled', false) AS "showsTags" FROM ec2_instances
    WHERE partition = $1 AND account = $2 AND region = $3 AND ($4::text[] IS NULL OR id = ANY($4)) ORDER BY id`,
)
const interfaces = statement(
  'interfaces',
  `SELECT n->>'NetworkInterfaceId' AS id, n->>'SubnetId' AS "subnetId", n->>'VpcId' AS "vpcId", i.document->'Placement'->>'AvailabilityZone' AS zone
    FROM ec2_instances i, json_array_elements(i.document->'NetworkInterfaces') n
    WHERE i.partition = $1 AND i.account = $2 AND i.region = $3 AND i.state <> 'terminated' AND n->>'NetworkInterfaceId' = ANY($4::text[])`,
)
const setTags = statement('set-tags', 'UPDATE ec2_instances SET revision = revision + 1, tags = $2::json WHERE id = $1')
const removeTerminated = statement(
  'remove-terminated',
  `DELETE FROM ec2_instances WHERE state = 'terminated' AND state_changed_at <= $1::timestamptz`,
)
const noLimit = 2_147_483_647

type HeadValues = [
  id: string,
  addressNumber: number,
  revision: number,
  state: string,
  stateFrom: string,
  stateChangedMilliseconds: number,
  associationId: string | null,
  profileArn: string | null,
  profileId: string | null,
]

const headOf = (values: HeadValues): InstanceHead => {
  const [id, addressNumber, revision, state, stateFrom, stateChangedMilliseconds, associationId, profileArn, profileId] = values
  return { id, addressNumber, revision, state, stateFrom, stateChangedAt: new Date(stateChangedMilliseconds), associationId, profileArn, profileId }
}

/** EC2 instances. */
export class Instances {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** In the order of launch. */
  async heads(key: RegionKey, wanted: InstancesWanted): Promise<InstanceHead[]> {
    const { ids, reservationId, afterNumber = 0, limit = noLimit } = wanted
    const place = [key.partition, key.account, key.region, wanted.visibleSince]
    if (ids !== undefined) return this.#heads(headsById, [...place, ids])
    if (reservationId !== undefined) return this.#heads(headsOfReservation, [...place, reservationId])
    return this.#heads(headsInOrder, [...place, afterNumber, limit])
  }

  async #heads(prepared: PreparedStatement, values: unknown[]): Promise<InstanceHead[]> {
    const [row] = await this.#connection.rows<{ heads: HeadValues[] | null }>(prepared, values)
    return (row?.heads ?? []).map(headOf)
  }

  /** Whole instances by id, wherever they are; in no order. */
  async findMany<Instance extends InstanceRecord>(ids: string[]): Promise<Instance[]> {
    return ids.length === 0 ? [] : this.#connection.rows<Instance & Row>(findMany, [ids])
  }

  /** Whole instances by id with their profiles; locked ones are changed by nobody else until the transaction ends. */
  async select<Instance extends InstanceRecord>(key: RegionKey, wanted: LockableInstances): Promise<(Instance & InstanceProfileInUse)[]> {
    const values = [key.partition, key.account, key.region, wanted.visibleSince, wanted.ids]
    return this.#connection.rows<Instance & InstanceProfileInUse & Row>(wanted.isLocked ? lock : read, values)
  }

  async add(instances: InstanceRecord[]): Promise<void> {
    await this.#connection.rows(add, [JSON.stringify(instances)])
  }

  /** Writes all that may change of these instances but their tags, under a new revision. */
  async save(instances: InstanceRecord[]): Promise<void> {
    if (instances.length > 0) await this.#connection.rows(save, [JSON.stringify(instances)])
  }

  /** The tags of the instances with these ids, or of all. */
  async tagged({ partition, account, region }: RegionKey, ids?: string[]): Promise<TaggedInstance[]> {
    return this.#connection.rows<TaggedInstance & Row>(tagged, [partition, account, region, ids ?? null])
  }

  /** The network interfaces with these ids that instances have. */
  async interfaces({ partition, account, region }: RegionKey, ids: string[]): Promise<PlacedInterface[]> {
    if (ids.length === 0) return []
    return this.#connection.rows<PlacedInterface & Row>(interfaces, [partition, account, region, ids])
  }

  async setTags(id: string, tags: readonly Tag[]): Promise<void> {
    await this.#connection.rows(setTags, [id, JSON.stringify(tags)])
  }

  /** Forgets instances of every account that terminated before. */
  async removeTerminated(before: Date): Promise<void> {
    await this.#connection.rows(removeTerminated, [before])
  }
}
