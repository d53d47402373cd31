import type { Connection } from './connection.ts'

/** A private key and the certificate of its public half, both as PEM. */
export interface IdentityCertificateRecord {
  privateKey: string
  certificate: string
}

const onlyId = 1

/** The one key that signs instance identity documents. */
export class IdentityCertificates {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find(): Promise<IdentityCertificateRecord | undefined> {
    const row = await this.#connection.prisma.identityCertificate.findUnique({ where: { id: onlyId } })
    return row === null ? undefined : { privateKey: row.privateKey, certificate: row.certificate }
  }

  /** Keeps it unless another process was faster. */
  async add(record: IdentityCertificateRecord, createdAt: Date): Promise<void> {
    await this.#connection.prisma.identityCertificate.createMany({ data: [{ id: onlyId, ...record, createdAt }], skipDuplicates: true })
  }
}
