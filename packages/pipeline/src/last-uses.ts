import type { Store } from '@rolecall/store'
import type { RequestEvent } from './request-log.ts'

interface Use {
  id: string
  at: Date
  region: string
  service: string
}

// A use is noted once a minute at most, as long as it is of the same service in the same region.
const pauseMilliseconds = 60_000
const maximumKnown = 10_000

/** Long-term keys are stored by their id; of temporary ones the role is what was used. */
const usedThing = ({ accessKeyId, principalId }: RequestEvent): string | undefined => {
  if (principalId?.startsWith('AROA') === true) return principalId
  return accessKeyId?.startsWith('AKIA') === true ? accessKeyId : undefined
}

/** Notes when, where and for which service access keys and roles were last used, from what the request log writes. */
export class LastUses {
  readonly #store: Store
  readonly #known = new Map<string, Use>()

  constructor(store: Store) {
    this.#store = store
  }

  async note(events: readonly RequestEvent[]): Promise<void> {
    const uses = new Map<string, Use>()
    for (const event of events) {
      const id = usedThing(event)
      if (id === undefined) continue
      const use = { id, at: new Date(event.at), region: event.region ?? '', service: event.service }
      if (this.#isNews(use, uses.get(id) ?? this.#known.get(id))) uses.set(id, use)
    }
    if (uses.size === 0) return
    const all = [...uses.values()]
    const isRole = ({ id }: Use): boolean => id.startsWith('AROA')
    await this.#store.roles.markUsed(all.filter(isRole))
    await this.#store.accessKeys.markUsed(all.filter((use) => !isRole(use)))
    if (this.#known.size + all.length > maximumKnown) this.#known.clear()
    for (const use of all) this.#known.set(use.id, use)
  }

  #isNews(use: Use, known: Use | undefined): boolean {
    if (known?.region !== use.region || known.service !== use.service) return true
    return Math.abs(use.at.getTime() - known.at.getTime()) >= pauseMilliseconds
  }
}
