import type { Connection } from './connection.ts'
import { NamedEntities, type NamedEntity, NamedTable } from './named-entities.ts'
import type { Tag } from './principals.ts'

/** A certificate that servers show; `createdAt` is when it was uploaded. */
export interface ServerCertificateRecord extends NamedEntity {
  expiresAt: Date
  body: string
  chain: string | null
  tags: Tag[]
}

export type ServerCertificateChanges = Partial<Pick<ServerCertificateRecord, 'name' | 'path' | 'tags'>>

const table = new NamedTable('iam_server_certificates', { expiresAt: 'timestamptz', body: 'text', chain: 'text', tags: 'json' })

/** IAM's server certificates. */
export class ServerCertificates extends NamedEntities<ServerCertificateRecord> {
  constructor(connection: Connection) {
    super(connection, table)
  }

  async update(id: string, changes: ServerCertificateChanges): Promise<void> {
    const { tags, name, ...others } = changes
    await this.connection.prisma.serverCertificate.updateMany({
      where: { id },
      data: {
        ...others,
        ...(name === undefined ? {} : { name, nameKey: name.toLowerCase() }),
        ...(tags === undefined ? {} : { tags: tags.map((tag) => ({ ...tag })) }),
      },
    })
  }
}
