import type { KeyOwner } from './access-keys.ts'
import type { Connection } from './connection.ts'
import type { AccountKey } from './scope.ts'

/** A certificate of a user, or of the account's root when `userId` is null. */
export interface SigningCertificateRecord extends KeyOwner {
  id: string
  /** As it was uploaded. */
  body: string
  fingerprint: string
  status: string
  uploadedAt: Date
}

/** The signing certificates of IAM. */
export class SigningCertificates {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find(id: string): Promise<SigningCertificateRecord | undefined> {
    return (await this.#connection.prisma.signingCertificate.findUnique({ where: { id } })) ?? undefined
  }

  /** Oldest first. */
  async list({ partition, account, userId }: KeyOwner): Promise<SigningCertificateRecord[]> {
    const where = { partition, account, userId }
    return this.#connection.prisma.signingCertificate.findMany({ where, orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }] })
  }

  /** Of every user and root, oldest first. */
  async ofAccount({ partition, account }: AccountKey): Promise<SigningCertificateRecord[]> {
    return this.#connection.prisma.signingCertificate.findMany({ where: { partition, account }, orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }] })
  }

  /** False when somebody in the account has the certificate already. */
  async add(certificate: SigningCertificateRecord): Promise<boolean> {
    const { count } = await this.#connection.prisma.signingCertificate.createMany({ data: [{ ...certificate }], skipDuplicates: true })
    return count === 1
  }

  async setStatus(id: string, status: string): Promise<void> {
    await this.#connection.prisma.signingCertificate.updateMany({ where: { id }, data: { status } })
  }

  async remove(id: string): Promise<void> {
    await this.#connection.prisma.signingCertificate.deleteMany({ where: { id } })
  }
}
