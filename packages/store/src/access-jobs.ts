import type { Connection } from './connection.ts'
import type { LastUse } from './request-events.ts'
import type { AccountKey } from './scope.ts'

/** Who can use what a report is about. */
export interface ReportedEntity {
  id: string
  type: 'USER' | 'ROLE'
  arn: string
  name: string
  path: string
}

/** Which services policies allow, and when they were last used. */
export interface AccessReport {
  entities: ReportedEntity[]
  /** By namespace; actions are there where single ones are asked for and tracked. */
  services: { namespace: string; actions?: string[] }[]
  uses: LastUse[]
}

export interface AccessJobRecord extends AccountKey {
  id: string
  granularity: 'SERVICE_LEVEL' | 'ACTION_LEVEL'
  createdAt: Date
  report: AccessReport
}

/** The jobs of IAM's access advisor. */
export class AccessJobs {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find({ partition, account }: AccountKey, id: string): Promise<AccessJobRecord | undefined> {
    const where = { partition_account_id: { partition, account, id } }
    const row = await this.#connection.prisma.accessJob.findUnique({ where })
    // Prisma knows the report as any JSON and the granularity as any text; only `add` writes them.
    return row === null ? undefined : (row as unknown as AccessJobRecord)
  }

  async add(job: AccessJobRecord): Promise<void> {
    // Prisma's type for JSON wants an index signature, which interfaces do not have.
    await this.#connection.prisma.accessJob.create({ data: { ...job, report: job.report as never } })
  }
}
