import type { Store } from '@rolecall/store'
import { LastUses } from './last-uses.ts'

/** One line of the request log. It never holds parameters, signatures or secrets. */
export interface RequestEvent {
  requestId: string
  /** ISO 8601, simulated time. */
  at: string
  service: string
  action: string | undefined
  region: string | undefined
  account: string | undefined
  caller: string | undefined
  accessKeyId: string | undefined
  /** `AIDA…`, `AROA…` or the account number. */
  principalId: string | undefined
  sourceIp: string
  userAgent: string | undefined
  /** `allowed`, `explicitDeny`, `implicitDeny`; undefined when nothing was decided. */
  decision: string | undefined
  checks: { action: string; resource: string; decision: string; reasons: string[] }[]
  status: number
  error: { code: string; message: string; reason?: string } | undefined
  durationMilliseconds: number
}

const flushMilliseconds = 100
const keepCount = 10_000
const maximumWaiting = 20_000
const flushesBetweenTrims = 50

/** Collects events and writes them in batches, so that logging costs a request almost nothing. */
export class RequestLog {
  readonly #store: Store
  readonly #lastUses: LastUses
  #waiting: RequestEvent[] = []
  #timer: NodeJS.Timeout | undefined
  #flushing: Promise<void> = Promise.resolve()
  #flushCount = 0

  constructor(store: Store) {
    this.#store = store
    this.#lastUses = new LastUses(store)
  }

  record(event: RequestEvent): void {
    if (this.#waiting.length < maximumWaiting) this.#waiting.push(event)
    this.#timer ??= setTimeout(() => void this.flush(), flushMilliseconds)
  }

  /** After it resolves, every event recorded before is in the store. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#flushing = this.#flushing.then(() => this.#write())
    return this.#flushing
  }

  async #write(): Promise<void> {
    const events = this.#waiting
    if (events.length === 0) return
    this.#waiting = []
    try {
      await this.#store.requestEvents.append(JSON.stringify(events).replaceAll('\\u0000', ''))
      await this.#lastUses.note(events)
      this.#flushCount += 1
      if (this.#flushCount % flushesBetweenTrims === 0) await this.#store.requestEvents.trim(keepCount)
    } catch {
      // The log may have gaps; a request must not fail for it.
    }
  }
}
