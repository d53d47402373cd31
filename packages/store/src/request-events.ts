import type { Prisma } from './generated/client.ts'
import type { Connection } from './connection.ts'

export interface RequestEventRecord {
  id: number
  requestId: string
  at: Date
  account: string | undefined
  event: unknown
}

/** The last call of an action by a user or by sessions of a role. */
export interface LastUse {
  principalId: string
  service: string
  action: string
  region: string | null
  /** ISO 8601. */
  at: string
}

export interface RequestEventFilter {
  /** Only events after this one. */
  afterId?: number
  account?: string
  requestId?: string
  since?: Date
  /** The newest so many; 100 unless told. */
  limit?: number
  /** Members of the event that must have exactly this text, such as `{ action: 'CreateRole' }`. */
  members?: Record<string, string>
}

const insert = {
  name: 'request-events-insert',
  text: `INSERT INTO request_events (request_id, at, account, event)
    SELECT e->>'requestId', (e->>'at')::timestamptz, e->>'account', e FROM jsonb_array_elements($1::jsonb) AS e`,
}
const lastUses = {
  name: 'request-events-last-uses',
  text: `SELECT DISTINCT ON (event->>'principalId', event->>'service', event->>'action') event->>'principalId' AS "principalId",
      event->>'service' AS service, event->>'action' AS action, event->>'region' AS region, event->>'at' AS at
    FROM request_events WHERE account = $1 AND event->>'principalId' = ANY($2::text[])
    ORDER BY event->>'principalId', event->>'service', event->>'action', at DESC`,
}
const trim = {
  name: 'request-events-trim',
  text: 'DELETE FROM request_events WHERE id <= (SELECT max(id) FROM request_events) - $1::bigint',
}

/** The request log: written in batches by every service, read by the admin API. */
export class RequestEvents {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Appends events given as one JSON array; each has `requestId`, `at` and `account`. */
  async append(eventsJson: string): Promise<void> {
    await this.#connection.rows(insert, [eventsJson])
  }

  async trim(keepCount: number): Promise<void> {
    await this.#connection.rows(trim, [keepCount])
  }

  /** Oldest first. */
  async list(filter: RequestEventFilter): Promise<RequestEventRecord[]> {
    const where: Prisma.RequestEventWhereInput = {
      ...(filter.afterId === undefined ? {} : { id: { gt: BigInt(filter.afterId) } }),
      ...(filter.account === undefined ? {} : { account: filter.account }),
      ...(filter.requestId === undefined ? {} : { requestId: filter.requestId }),
      ...(filter.since === undefined ? {} : { at: { gte: filter.since } }),
      AND: Object.entries(filter.members ?? {}).map(([name, value]) => ({ event: { path: [name], equals: value } })),
    }
    const rows = await this.#connection.prisma.requestEvent.findMany({ where, orderBy: { id: 'desc' }, take: filter.limit ?? 100 })
    return rows
      .reverse()
      .map((row) => ({ id: Number(row.id), requestId: row.requestId, at: row.at, account: row.account ?? undefined, event: row.event }))
  }

  /** The last uses that the log knows of, for users and roles of the account by their unique ids. */
  async lastUses(account: string, principalIds: string[]): Promise<LastUse[]> {
    return this.#connection.rows<LastUse & Record<string, unknown>>(lastUses, [account, principalIds])
  }

  /** The id of the newest event; 0 when there are none. */
  async newestId(): Promise<number> {
    const newest = await this.#connection.prisma.requestEvent.findFirst({ orderBy: { id: 'desc' }, select: { id: true } })
    return Number(newest?.id ?? 0)
  }
}
