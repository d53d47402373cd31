import type { Clock } from '@rolecall/clock'
import { BatchReader } from './batch-reader.ts'
import type { Connection } from './connection.ts'

/** What a call to the metadata service says of its caller, in the order in which it is believed. */
export interface MetadataClaim {
  /** A registered address wins; `isNeighbour` allows it to be an instance's private address too. */
  sourceAddress: string
  isNeighbour: boolean
  /** From the loopback address that was called. */
  addressNumber: number | undefined
  hostInstanceId: string | undefined
  pathInstanceId: string | undefined
}

/** The part of an instance that every metadata request reads anew. Times are epoch milliseconds. */
export interface MetadataState {
  instanceId: string
  /** How the claim named it. */
  way: 'registered' | 'private' | 'number' | 'host' | 'path'
  epoch: number
  revision: number
  state: string
  stateFrom: string
  stateChangedAt: number
  launchedAt: number
  associationId: string | null
  credentials: MetadataCredentialsState | undefined
}

export interface MetadataCredentialsState {
  generation: number
  associationId: string
  issuedAt: number | null
  expiresAt: number | null
  failedAt: number | null
  renewAt: number
}

interface Row {
  offset: number
  epoch: number
  way: 'registered' | 'private' | 'number' | 'id' | null
  key: string
  instanceId: string
  revision: number
  state: string
  stateFrom: string
  stateChangedAt: number
  launchedAt: number
  associationId: string | null
  generation: number | null
  issuedFor: string
  issuedAt: number | null
  expiresAt: number | null
  failedAt: number | null
  renewAt: number
}

const milliseconds = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`

const statement = {
  name: 'metadata-read',
  text: `SELECT s.offset_milliseconds::float8 AS offset, s.epoch, w.way, w.key, i.id AS "instanceId", i.revision, i.state,
      i.state_from AS "stateFrom", ${milliseconds('i.state_changed_at')} AS "stateChangedAt",
      ${milliseconds('i.launched_at')} AS "launchedAt", a.id AS "associationId",
      c.generation, c.association_id AS "issuedFor", ${milliseconds('c.issued_at')} AS "issuedAt",
      ${milliseconds('c.expires_at')} AS "expiresAt", ${milliseconds('c.failed_at')} AS "failedAt", ${milliseconds('c.renew_at')} AS "renewAt"
    FROM settings s LEFT JOIN (
      (SELECT 'registered' AS way, m.address AS key, m.instance_id AS id FROM metadata_addresses m WHERE m.address = ANY($1)
      UNION ALL
      SELECT 'private', p.private_ip, p.id FROM ec2_instances p WHERE p.private_ip = ANY($2) AND p.state <> 'terminated'
      UNION ALL
      SELECT 'number', n.address_number::text, n.id FROM ec2_instances n WHERE n.address_number = ANY($3)
      UNION ALL
      SELECT 'id', d.id, d.id FROM ec2_instances d WHERE d.id = ANY($4)) AS w
      JOIN ec2_instances i ON i.id = w.id
      LEFT JOIN ec2_profile_associations a ON a.instance_id = w.id AND a.is_active
      LEFT JOIN instance_credentials c ON c.instance_id = w.id AND c.delivery = '2.0'
    ) ON true
    WHERE s.id = 1`,
}

const distinct = <Value>(claims: readonly MetadataClaim[], pick: (claim: MetadataClaim) => Value | undefined): Value[] => {
  const values = new Set<Value>()
  for (const claim of claims) {
    const value = pick(claim)
    if (value !== undefined) values.add(value)
  }
  return [...values]
}

const credentialsOf = (row: Row): MetadataCredentialsState | undefined => {
  if (row.generation === null) return undefined
  const { generation, issuedFor, issuedAt, expiresAt, failedAt, renewAt } = row
  return { generation, associationId: issuedFor, issuedAt, expiresAt, failedAt, renewAt }
}

const stateOf = (row: Row, way: MetadataState['way']): MetadataState => ({
  instanceId: row.instanceId,
  way,
  epoch: row.epoch,
  revision: row.revision,
  state: row.state,
  stateFrom: row.stateFrom,
  stateChangedAt: row.stateChangedAt,
  launchedAt: row.launchedAt,
  associationId: row.associationId,
  credentials: credentialsOf(row),
})

const heldKey = ({ sourceAddress, isNeighbour, addressNumber, hostInstanceId, pathInstanceId }: MetadataClaim): string =>
  `metadata ${sourceAddress} ${isNeighbour} ${addressNumber} ${hostInstanceId} ${pathInstanceId}`

/** The rows of one query by how they were found. An address that several instances have names none of them. */
class Found {
  readonly #rows = new Map<string, Row | undefined>()

  constructor(rows: Row[]) {
    for (const row of rows) {
      const key = `${row.way} ${row.key}`
      this.#rows.set(key, this.#rows.has(key) ? undefined : row)
    }
  }

  match(claim: MetadataClaim): MetadataState | undefined {
    return (
      this.#find('registered', claim.sourceAddress, 'registered') ??
      this.#find('private', claim.isNeighbour ? claim.sourceAddress : undefined, 'private') ??
      this.#find('number', claim.addressNumber, 'number') ??
      this.#find('id', claim.hostInstanceId, 'host') ??
      this.#find('id', claim.pathInstanceId, 'path')
    )
  }

  #find(kind: string, key: string | number | undefined, way: MetadataState['way']): MetadataState | undefined {
    const row = key === undefined ? undefined : this.#rows.get(`${kind} ${key}`)
    return row && stateOf(row, way)
  }
}

/**
 * Finds the instances behind metadata requests, many in one query. A request is answered by a query that began after it
 * asked, so options, profiles and credentials are in force for the next request; requests that arrive while a query runs
 * share the next one. Each query also sets the clock to the offset in the store.
 */
export class MetadataReader {
  readonly #connection: Connection
  readonly #clock: Clock
  readonly #batches = new BatchReader<MetadataClaim, MetadataState | undefined>((claims) => this.#query(claims))

  constructor(connection: Connection, clock: Clock) {
    this.#connection = connection
    this.#clock = clock
  }

  /** The calling instance; undefined when it is unknown. */
  read(claim: MetadataClaim): Promise<MetadataState | undefined> | MetadataState {
    const known = this.#connection.held?.find(heldKey(claim))
    return known === undefined ? this.#batches.ask(claim) : (known as MetadataState)
  }

  async #query(claims: readonly MetadataClaim[]): Promise<(claim: MetadataClaim) => MetadataState | undefined> {
    const mark = this.#connection.held?.mark
    const rows = await this.#rows(claims)
    const settings = rows[0]
    if (settings === undefined) throw new Error('The settings row is missing: the database was not migrated.')
    this.#clock.setOffset(settings.offset)
    const found = new Found(rows)
    return (claim) => {
      const state = found.match(claim)
      if (state !== undefined && mark !== undefined) this.#connection.held?.keep(heldKey(claim), state, mark)
      return state
    }
  }

  #rows(claims: readonly MetadataClaim[]): Promise<Row[]> {
    const ids = distinct(claims, (claim) => claim.hostInstanceId)
    return this.#connection.rows<Row>(statement, [
      distinct(claims, (claim) => claim.sourceAddress),
      distinct(claims, (claim) => (claim.isNeighbour ? claim.sourceAddress : undefined)),
      distinct(claims, (claim) => claim.addressNumber),
      [...new Set([...ids, ...distinct(claims, (claim) => claim.pathInstanceId)])],
    ])
  }
}
