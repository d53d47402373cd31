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

type Who = Pick<RequestEvent, 'at' | 'region' | 'service' | 'accessKeyId' | 'principalId'>

const isNews = ({ at, region = '', service }: Who, known: Use): boolean =>
  known.region !== region || known.service !== service || Math.abs(Date.parse(at) - known.at.getTime()) >= pauseMilliseconds

/** Long-term keys are stored by their id; of temporary ones the role is what was used. */
const usedThing = ({ accessKeyId, principalId }: Who): string | undefined => {
  if (principalId?.startsWith('AROA') === true) return principalId
  return accessKeyId?.startsWith('AKIA') === true ? accessKeyId : undefined
}

const isRole = ({ id }: Use): boolean => id.startsWith('AROA')

/** Notes when, where and for which service access keys and roles were last used. */
export class LastUses {
  readonly #store: Store
  readonly #known = new Map<string, Use>()
  #unwritten = new Map<string, Use>()

  constructor(store: Store) {
    this.#store = store
  }

  /** Notes who made a request, for the next `write`. */
  see(event: Who): void {
    const id = usedThing(event)
    if (id === undefined) return
    const known = this.#unwritten.get(id) ?? this.#known.get(id)
    if (known !== undefined && !isNews(event, known)) return
    this.#unwritten.set(id, { id, at: new Date(event.at), region: event.region ?? '', service: event.service })
  }

  async write(): Promise<void> {
    const uses = [...this.#unwritten.values()]
    if (uses.length === 0) return
    this.#unwritten = new Map()
    await this.#store.roles.markUsed(uses.filter(isRole))
    await this.#store.accessKeys.markUsed(uses.filter((use) => !isRole(use)))
    if (this.#known.size + uses.length > maximumKnown) this.#known.clear()
    for (const use of uses) this.#known.set(use.id, use)
  }
}
