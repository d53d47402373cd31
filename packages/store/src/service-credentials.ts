import type { Connection } from './connection.ts'
import type { AccountKey } from './scope.ts'

/** A user name and password, or a key, of a user for one service. */
export interface ServiceCredentialRecord extends AccountKey {
  id: string
  userId: string
  serviceName: string
  /** It keeps the name that the user had when it was made. */
  serviceUserName: string
  status: string
  createdAt: Date
  /** Null where it does not expire. */
  expiresAt: Date | null
}

const orderBy = [{ createdAt: 'asc' as const }, { id: 'asc' as const }]

/** The credentials of IAM users for single services. */
export class ServiceCredentials {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find(id: string): Promise<ServiceCredentialRecord | undefined> {
    return (await this.#connection.prisma.serviceCredential.findUnique({ where: { id } })) ?? undefined
  }

  /** Oldest first. */
  async ofUser(userId: string): Promise<ServiceCredentialRecord[]> {
    return this.#connection.prisma.serviceCredential.findMany({ where: { userId }, orderBy })
  }

  /** Of all users, oldest first. */
  async ofAccount({ partition, account }: AccountKey): Promise<ServiceCredentialRecord[]> {
    return this.#connection.prisma.serviceCredential.findMany({ where: { partition, account }, orderBy })
  }

  async add(credential: ServiceCredentialRecord): Promise<void> {
    await this.#connection.prisma.serviceCredential.create({ data: { ...credential } })
  }

  async setStatus(id: string, status: string): Promise<void> {
    await this.#connection.prisma.serviceCredential.updateMany({ where: { id }, data: { status } })
  }

  async remove(id: string): Promise<void> {
    await this.#connection.prisma.serviceCredential.deleteMany({ where: { id } })
  }
}
