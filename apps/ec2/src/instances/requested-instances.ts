import type { Store } from '@rolecall/store'
import type { Ec2Request } from '../context.ts'
import { invalidInstanceId, noSuchInstances } from './errors.ts'
import { type InstanceWithProfile, visibleSince, withDates } from './instance.ts'

const wellFormedId = /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/

/** Refuses ids that no instance can have. */
export const checkInstanceIds = (ids: readonly string[]): void => {
  const malformed = ids.find((id) => !wellFormedId.test(id))
  if (malformed !== undefined) throw invalidInstanceId(malformed)
}

/** Refuses the call when instances that it names are missing. */
export const refuseMissing = (ids: readonly string[], isFound: (id: string) => boolean): void => {
  const missing = [...new Set(ids)].filter((id) => !isFound(id))
  if (missing.length > 0) throw noSuchInstances(missing)
}

/** The instances that one request names; its authorization and its work read them once. */
export class RequestedInstances {
  readonly #store: Store
  readonly #known = new Map<string, InstanceWithProfile>()
  readonly #asked = new Set<string>()

  constructor(store: Store) {
    this.#store = store
  }

  /** Reads instances without locking them, for operations that change nothing. */
  async read(ids: readonly string[], request: Ec2Request): Promise<void> {
    checkInstanceIds(ids)
    await this.#select([...new Set(ids)], request, false)
  }

  /** Locks the instances, unless they were read, until the transaction ends; those that do not exist are left out. */
  async find(ids: readonly string[], request: Ec2Request): Promise<InstanceWithProfile[]> {
    checkInstanceIds(ids)
    const unasked = [...new Set(ids)].filter((id) => !this.#asked.has(id))
    if (unasked.length > 0) await this.#select(unasked, request, true)
    return [...new Set(ids)].flatMap((id) => this.#known.get(id) ?? [])
  }

  /** All of the instances, in the order of the ids. */
  async get(ids: readonly string[], request: Ec2Request): Promise<InstanceWithProfile[]> {
    const found = await this.find(ids, request)
    refuseMissing(ids, (id) => this.#known.has(id))
    return found
  }

  async getOne(id: string, request: Ec2Request): Promise<InstanceWithProfile> {
    const [instance] = await this.get([id], request)
    if (instance === undefined) throw noSuchInstances([id])
    return instance
  }

  async #select(ids: string[], request: Ec2Request, isLocked: boolean): Promise<void> {
    const wanted = { ids, visibleSince: visibleSince(request), isLocked }
    const rows = await this.#store.instances.select<InstanceWithProfile>(request, wanted)
    for (const id of ids) this.#asked.add(id)
    for (const row of rows) this.#known.set(row.id, withDates(row))
  }
}
