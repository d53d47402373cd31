import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { explainEvent, type StoredEvent, summarizeEvent } from '@rolecall/pipeline'
import type { RequestEventFilter, RequestEventRecord, Store } from '@rolecall/store'
import { AdminError } from './admin-error.ts'

const pollMilliseconds = 200
const maximumLimit = 10_000

const wholeNumber = (name: string, text: string): number => {
  if (!/^\d{1,15}$/.test(text)) throw new AdminError(400, `${name} must be a whole number.`)
  return Number(text)
}

/** Refuses with 400 what is no time. */
export const readSince = (text: string): Date => {
  const value = new Date(text)
  if (Number.isNaN(value.getTime())) throw new AdminError(400, 'since must be an ISO 8601 time.')
  return value
}

/** The filter of `GET /_rolecall/events`: account, requestId, action, caller, decision, service, since, after, limit. */
export const readEventFilter = (query: Record<string, string>): RequestEventFilter => ({
  limit: Math.min(query['limit'] === undefined ? 100 : wholeNumber('limit', query['limit']), maximumLimit),
  ...(query['account'] === undefined ? {} : { account: query['account'] }),
  ...(query['requestId'] === undefined ? {} : { requestId: query['requestId'] }),
  ...(query['since'] === undefined ? {} : { since: readSince(query['since']) }),
  ...(query['after'] === undefined ? {} : { afterId: wholeNumber('after', query['after']) }),
  members: Object.fromEntries(['service', 'action', 'caller', 'decision'].flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]]))),
})

export const eventOf = ({ event }: RequestEventRecord): StoredEvent => event as StoredEvent

const summary = (record: RequestEventRecord): object => ({ id: record.id, ...summarizeEvent(eventOf(record)) })

/** The newest events that the filter lets through, oldest first. */
export const listEvents = async (store: Store, filter: RequestEventFilter): Promise<object> => ({
  events: (await store.requestEvents.list(filter)).map(summary),
})

const findEvent = async (store: Store, requestId: string): Promise<RequestEventRecord | undefined> => {
  // Nothing else is an id, and the store cannot even look for a NUL.
  if (!/^[\w-]{1,64}$/.test(requestId)) return undefined
  return (await store.requestEvents.list({ requestId, limit: 1 })).at(-1)
}

/** One request with every policy that was looked at. */
export const getEvent = async (store: Store, requestId: string): Promise<object> => {
  const record = await findEvent(store, requestId)
  if (record === undefined) throw new AdminError(404, `The request log has no request ${requestId}.`)
  const explained = await explainEvent(eventOf(record), {
    async findEvent(holder) {
      const found = await findEvent(store, holder)
      return found && eventOf(found)
    },
    principals: store.trustedPrincipals,
  })
  return { id: record.id, ...explained }
}

const write = (response: ServerResponse, records: RequestEventRecord[]): number | undefined => {
  for (const record of records) {
    response.write(`id: ${record.id}\ndata: ${JSON.stringify(summary(record))}\n\n`)
  }
  return records.at(-1)?.id
}

export interface EventStream {
  request: IncomingMessage
  response: ServerResponse
}

/** Streams events as they are logged, beginning after `after` or with the newest, until the client goes. */
export const streamEvents = async (store: Store, filter: RequestEventFilter, { request, response }: EventStream): Promise<void> => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  response.flushHeaders()
  let afterId = filter.afterId ?? (await store.requestEvents.newestId())
  const isOpen = (): boolean => !request.destroyed && !response.destroyed
  while (isOpen()) {
    afterId = write(response, await store.requestEvents.list({ ...filter, afterId })) ?? afterId
    await delay(pollMilliseconds)
  }
}
