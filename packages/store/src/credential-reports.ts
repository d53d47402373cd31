import type { Connection } from './connection.ts'
import type { AccountKey } from './scope.ts'

export interface CredentialReportRecord {
  /** CSV. */
  content: string
  generatedAt: Date
}

/** The newest credential report of each account. */
export class CredentialReports {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find({ partition, account }: AccountKey): Promise<CredentialReportRecord | undefined> {
    const where = { partition_account: { partition, account } }
    return (await this.#connection.prisma.credentialReport.findUnique({ where })) ?? undefined
  }

  async put({ partition, account }: AccountKey, report: CredentialReportRecord): Promise<void> {
    const where = { partition_account: { partition, account } }
    await this.#connection.prisma.credentialReport.upsert({ where, create: { partition, account, ...report }, update: { ...report } })
  }
}
