import type { Connection, PreparedStatement } from './connection.ts'
import type { RegionKey } from './scope.ts'

/** The addresses of a subnet that interfaces may have. */
export interface AddressRange {
  subnetId: string
  first: string
  last: string
}

/** A private address and the instance whose interface has it. */
export interface PrivateAddressRecord extends RegionKey {
  subnetId: string
  address: string
  instanceId: string
}

const statement = (name: string, text: string): PreparedStatement => ({ name: `ec2-private-addresses-${name}`, text })

const lockSubnet = statement('lock', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))')

// Addresses after the highest in use come first, as no gap has to be looked for there.
const findFree = statement(
  'find-free',
  `WITH top AS (
      SELECT coalesce(max(address), $2::inet - 1) AS address FROM ec2_private_addresses
      WHERE subnet_id = $1 AND address BETWEEN $2::inet AND $3::inet
    ), above AS (
      SELECT top.address + n AS address FROM top, generate_series(1, least($4::bigint, $3::inet - top.address)) AS n
    ), below AS (
      SELECT $2::inet + n AS address FROM top, generate_series(0, top.address - $2::inet) AS n
      WHERE $4 > (SELECT count(*) FROM above)
        AND NOT EXISTS (SELECT 1 FROM ec2_private_addresses u WHERE u.subnet_id = $1 AND u.address = $2::inet + n)
      LIMIT $4
    )
    SELECT host(address) AS address FROM above UNION ALL SELECT host(address) FROM below LIMIT $4`,
)
const add = statement(
  'add',
  `INSERT INTO ec2_private_addresses (subnet_id, address, instance_id, partition, account, region)
    SELECT "subnetId", address, "instanceId", partition, account, region
    FROM json_to_recordset($1::json) AS r("subnetId" text, address inet, "instanceId" text, partition text, account text, region text)
    ON CONFLICT DO NOTHING RETURNING host(address) AS address`,
)
const removeOfInstances = statement('remove-of-instances', 'DELETE FROM ec2_private_addresses WHERE instance_id = ANY($1::text[])')
const countUsed = statement(
  'count-used',
  'SELECT subnet_id AS "subnetId", count(*)::int AS used FROM ec2_private_addresses WHERE subnet_id = ANY($1::text[]) GROUP BY subnet_id',
)

/** Which private addresses are in use. */
export class PrivateAddresses {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Up to `count` free addresses; nobody else takes any of the subnet until the transaction ends. */
  async findFree(range: AddressRange, count: number): Promise<string[]> {
    if (count === 0) return []
    await this.#connection.rows(lockSubnet, [range.subnetId])
    const rows = await this.#connection.rows<{ address: string }>(findFree, [range.subnetId, range.first, range.last, count])
    return rows.map(({ address }) => address)
  }

  /** Answers the addresses that were in use already. */
  async add(addresses: PrivateAddressRecord[]): Promise<string[]> {
    const added = await this.#connection.rows<{ address: string }>(add, [JSON.stringify(addresses)])
    const free = new Set(added.map(({ address }) => address))
    return addresses.map(({ address }) => address).filter((address) => !free.has(address))
  }

  async removeOfInstances(instanceIds: string[]): Promise<void> {
    await this.#connection.rows(removeOfInstances, [instanceIds])
  }

  /** How many addresses are in use in each subnet; subnets without any are left out. */
  async countUsed(subnetIds: string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#connection.rows<{ subnetId: string; used: number }>(countUsed, [subnetIds])
    return new Map(rows.map(({ subnetId, used }) => [subnetId, used]))
  }
}
