import pg from 'pg'

const maximumHeld = 20_000
const maximumTexts = 1000

// Whatever may change rows, and COMMIT, from which on others see what a transaction changed. The request log and the time of
// sweeps are no state of the cloud: nobody holds what is read from them.
const writing = /\b(?:INSERT|UPDATE|DELETE|MERGE|TRUNCATE|COMMIT|COPY|CALL|DO|ALTER|CREATE|DROP)\b/i
const exempt = /\b(?:request_events|rotation_sweeps)\b/

/**
 * What a process that has the database to itself has read, kept until it writes anything. A request that began after a
 * write was answered never sees what was read before it.
 */
export class HeldReads {
  readonly #values = new Map<string, unknown>()
  readonly #isWrite = new Map<string, boolean>()
  #writeCount = 0

  /** To be taken before a read, and given to `keep` with what was read. */
  get mark(): number {
    return this.#writeCount
  }

  find(key: string): unknown {
    return this.#values.get(key)
  }

  /** Keeps what a read brought, unless something was written since it began. Nobody may change it. */
  keep(key: string, value: unknown, mark: number): void {
    if (mark !== this.#writeCount) return
    if (this.#values.size >= maximumHeld) this.#values.clear()
    this.#values.set(key, value)
  }

  noteWrite(): void {
    this.#writeCount += 1
    if (this.#values.size > 0) this.#values.clear()
  }

  isWrite(text: string): boolean {
    const known = this.#isWrite.get(text)
    if (known !== undefined) return known
    const is = writing.test(text) && !exempt.test(text)
    if (this.#isWrite.size < maximumTexts) this.#isWrite.set(text, is)
    return is
  }
}

type Callback = (error: unknown, result: unknown) => void

/** A client class whose statements that write make held reads void, whoever sends them and before their result is known. */
export const clientThatNotes = (held: HeldReads): typeof pg.Client => {
  class NotingClient extends pg.Client {
    override query(...parameters: unknown[]): never {
      const send = super.query.bind(this) as unknown as (...sent: unknown[]) => unknown
      const [query] = parameters
      const text = typeof query === 'string' ? query : ((query as { text?: string }).text ?? '')
      if (!held.isWrite(text)) return send(...parameters) as never
      const callback = parameters.at(-1)
      if (typeof callback === 'function') {
        const noting: Callback = (error, result) => {
          held.noteWrite()
          ;(callback as Callback)(error, result)
        }
        return send(...parameters.slice(0, -1), noting) as never
      }
      const sent = send(...parameters) as Promise<unknown>
      return sent.finally(() => {
        held.noteWrite()
      }) as never
    }
  }
  return NotingClient
}
