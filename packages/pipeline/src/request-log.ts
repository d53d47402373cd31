import { setImmediate } from 'node:timers/promises'
import type { Store } from '@rolecall/store'
import type { DecidedCheck } from './exchange.ts'
import { LastUses } from './last-uses.ts'
import { BatchExplanations, type ExplainableCheck, explainableChecks, type LoggedChecks } from './logged-checks.ts'
import { storableJson } from './storable-json.ts'

/** One line of the request log. It never holds parameters, signatures or secrets. */
export interface RequestEvent extends LoggedChecks {
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
  /** `allowed`, `explicitDeny`, `implicitDeny`; `wouldDeny` where enforcement only audits; undefined when nothing was decided. */
  decision: string | undefined
  status: number
  error: { code: string; message: string; reason?: string } | undefined
  durationMilliseconds: number
}

type UnexplainedEvent = Omit<RequestEvent, keyof LoggedChecks>

interface Unexplained {
  event: UnexplainedEvent
  checks: readonly ExplainableCheck[]
}

/** The JSON of an event, or an event whose denials are yet to be explained. */
type Waiting = string | Unexplained

const keepCount = 10_000
const maximumWaiting = 20_000
const flushesBetweenTrims = 50

// Explaining many events must not keep requests waiting for longer.
const maximumBusyMilliseconds = 3

/** The events of one batch as JSON. */
class Batch {
  readonly #explanations = new BatchExplanations()
  readonly #waiting: Waiting[] = []

  get size(): number {
    return this.#waiting.length
  }

  /** Turned into text at once where that is cheap: a text costs the garbage collector less than what it was made of. */
  add(unexplained: Unexplained): void {
    this.#waiting.push(unexplained.checks.every(({ isAllowed }) => isAllowed) ? this.#textOf(unexplained) : unexplained)
  }

  async json(): Promise<string> {
    const texts: string[] = []
    let pausedAt = performance.now()
    for (const waiting of this.#waiting) {
      texts.push(typeof waiting === 'string' ? waiting : this.#textOf(waiting))
      if (performance.now() - pausedAt < maximumBusyMilliseconds) continue
      await setImmediate()
      pausedAt = performance.now()
    }
    return `[${texts.join(',')}]`
  }

  #textOf({ event, checks }: Unexplained): string {
    // The JSON of a RequestEvent: the checks are texts already.
    return `${storableJson(event).slice(0, -1)},${this.#explanations.add(event.requestId, checks)}}`
  }
}

/** Collects events and writes them in batches, so that logging costs a request almost nothing. */
export class RequestLog {
  readonly #store: Store
  readonly #lastUses: LastUses
  #batch = new Batch()
  #timer: NodeJS.Timeout | undefined
  #flushing: Promise<void> = Promise.resolve()
  #flushCount = 0
  readonly #flushMilliseconds: number

  constructor(store: Store, flushMilliseconds = 100) {
    this.#store = store
    this.#flushMilliseconds = flushMilliseconds
    this.#lastUses = new LastUses(store)
  }

  /** Denials are explained with the batch, not while the request waits. */
  record(event: UnexplainedEvent, decided: readonly DecidedCheck[] = []): void {
    this.#lastUses.see(event)
    if (this.#batch.size < maximumWaiting) this.#batch.add({ event, checks: explainableChecks(decided) })
    this.#timer ??= setTimeout(() => void this.flush(), this.#flushMilliseconds)
  }

  /** After it resolves, every event recorded before is in the store. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#flushing = this.#flushing.then(() => this.#write())
    return this.#flushing
  }

  async #write(): Promise<void> {
    const batch = this.#batch
    if (batch.size === 0) return
    this.#batch = new Batch()
    try {
      await this.#store.requestEvents.append(await batch.json())
      await this.#lastUses.write()
      this.#flushCount += 1
      if (this.#flushCount % flushesBetweenTrims === 0) await this.#store.requestEvents.trim(keepCount)
    } catch {
      // The log may have gaps; a request must not fail for it.
    }
  }
}
