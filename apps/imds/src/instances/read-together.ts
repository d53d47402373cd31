interface Waiting<Value> {
  resolve: (value: Value | undefined) => void
  reject: (error: unknown) => void
}

/**
 * Reads things by id, all at once that were asked for while the query before ran: readers that come together cost one query.
 * Whoever asks is answered by a query that began after that.
 */
export class TogetherReader<Value> {
  readonly #read: (ids: string[]) => Promise<Map<string, Value>>
  #waiting = new Map<string, Waiting<Value>[]>()
  #isReading = false

  constructor(read: (ids: string[]) => Promise<Map<string, Value>>) {
    this.#read = read
  }

  find(id: string): Promise<Value | undefined> {
    return new Promise((resolve, reject) => {
      const others = this.#waiting.get(id)
      if (others) others.push({ resolve, reject })
      else this.#waiting.set(id, [{ resolve, reject }])
      if (!this.#isReading) this.#schedule()
    })
  }

  #schedule(): void {
    this.#isReading = true
    setImmediate(() => void this.#readWaiting())
  }

  async #readWaiting(): Promise<void> {
    const batch = this.#waiting
    this.#waiting = new Map()
    try {
      const found = await this.#read([...batch.keys()])
      for (const [id, waiting] of batch) for (const { resolve } of waiting) resolve(found.get(id))
    } catch (error) {
      for (const waiting of batch.values()) for (const { reject } of waiting) reject(error)
    }
    this.#isReading = false
    if (this.#waiting.size > 0) this.#schedule()
  }
}
