import type { Connection } from './connection.ts'
import type { AccountKey } from './scope.ts'

/** A public key of a user. */
export interface SshKeyRecord extends AccountKey {
  id: string
  userId: string
  /** The SSH format's, in base64. */
  blob: string
  status: string
  uploadedAt: Date
}

/** The SSH public keys of IAM users. */
export class SshKeys {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find(id: string): Promise<SshKeyRecord | undefined> {
    return (await this.#connection.prisma.sshKey.findUnique({ where: { id } })) ?? undefined
  }

  /** Oldest first. */
  async ofUser(userId: string): Promise<SshKeyRecord[]> {
    return this.#connection.prisma.sshKey.findMany({ where: { userId }, orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }] })
  }

  async add(key: SshKeyRecord): Promise<void> {
    await this.#connection.prisma.sshKey.create({ data: { ...key } })
  }

  async setStatus(id: string, status: string): Promise<void> {
    await this.#connection.prisma.sshKey.updateMany({ where: { id }, data: { status } })
  }

  async remove(id: string): Promise<void> {
    await this.#connection.prisma.sshKey.deleteMany({ where: { id } })
  }
}
