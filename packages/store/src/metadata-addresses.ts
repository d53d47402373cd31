import type { Connection } from './connection.ts'
import type { InstanceTransition } from './instance-state.ts'

/** An instance and where it meets its metadata. */
export interface InstanceSummary extends InstanceTransition {
  id: string
  account: string
  region: string
  addressNumber: number
  /** Registered source addresses, sorted. */
  metadataAddresses: string[]
  /** The metadata options in force, as the SDK spells them. */
  metadataOptions: Readonly<Record<string, string | number>>
}

const listInstances = {
  name: 'metadata-addresses-instances',
  text: `SELECT i.id, i.account, i.region, i.state, i.state_from AS "stateFrom",
      i.state_changed_at AS "stateChangedAt", i.address_number AS "addressNumber", i.metadata_options AS "metadataOptions",
      coalesce(array_agg(m.address ORDER BY m.address) FILTER (WHERE m.address IS NOT NULL), '{}') AS "metadataAddresses"
    FROM ec2_instances i LEFT JOIN metadata_addresses m ON m.instance_id = i.id
    WHERE $1::text IS NULL OR i.id = $1 GROUP BY i.id ORDER BY i.address_number`,
}

/** Source addresses whose calls to the metadata service are an instance's. */
export class MetadataAddresses {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Makes exactly these addresses the instance's; an address that another one had moves over. */
  async replace(instanceId: string, addresses: string[]): Promise<void> {
    const { metadataAddress } = this.#connection.prisma
    await metadataAddress.deleteMany({ where: { OR: [{ instanceId }, { address: { in: addresses } }] } })
    await metadataAddress.createMany({ data: [...new Set(addresses)].map((address) => ({ address, instanceId })) })
  }

  /** Every instance in the order of launch, or the one with this id. */
  listInstances(id?: string): Promise<InstanceSummary[]> {
    return this.#connection.rows<InstanceSummary & Record<string, unknown>>(listInstances, [id ?? null])
  }
}
