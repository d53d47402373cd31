import type { Connection } from './connection.ts'
import type { RegionKey } from './scope.ts'

/** What a request with a client token made. */
export interface ClientTokenRecord extends RegionKey {
  operation: string
  token: string
  parametersHash: string
  resourceId: string
  createdAt: Date
}

export type ClientTokenKey = Omit<ClientTokenRecord, 'parametersHash' | 'resourceId' | 'createdAt'>

/** Client tokens, which make a repeated request answer what the first one made. */
export class ClientTokens {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find({ partition, account, region, operation, token }: ClientTokenKey): Promise<ClientTokenRecord | undefined> {
    const key = { partition, account, region, operation, token }
    const row = await this.#connection.prisma.clientToken.findUnique({ where: { partition_account_region_operation_token: key } })
    return row ?? undefined
  }

  async add(record: ClientTokenRecord): Promise<void> {
    await this.#connection.prisma.clientToken.create({ data: record })
  }

  /** Forgets the tokens of every account that are older. */
  async removeBefore(time: Date): Promise<void> {
    await this.#connection.prisma.clientToken.deleteMany({ where: { createdAt: { lt: time } } })
  }
}
