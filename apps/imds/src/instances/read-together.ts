import { BatchReader } from '@rolecall/store'

/** Reads things by id, all at once that were asked for while the query before ran: readers that come together cost one query. */
export class TogetherReader<Value> {
  readonly #batches: BatchReader<string, Value | undefined>

  constructor(read: (ids: string[]) => Promise<Map<string, Value>>) {
    this.#batches = new BatchReader(async (ids) => {
      const found = await read([...new Set(ids)])
      return (id) => found.get(id)
    })
  }

  find(id: string): Promise<Value | undefined> {
    return this.#batches.ask(id)
  }
}
