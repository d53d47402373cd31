import type { Connection } from './connection.ts'

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

  /** The addresses of each of these instances, sorted. */
  async list(instanceIds: string[]): Promise<Map<string, string[]>> {
    const rows = await this.#connection.prisma.metadataAddress.findMany({
      where: { instanceId: { in: instanceIds } },
      orderBy: { address: 'asc' },
    })
    const byInstance = new Map<string, string[]>(instanceIds.map((instanceId) => [instanceId, []]))
    for (const row of rows) byInstance.get(row.instanceId)?.push(row.address)
    return byInstance
  }
}
