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

  /**
   * Locks the instances until the transaction ends; those that do not exist are left out.
   * Outside a transaction the lock is gone at once, and the instances are as of that moment.
   */
  async find(ids: readonly string[], request: Ec2Request): Promise<InstanceWithProfile[]> {
    checkInstanceIds(ids)
    const unasked = [...new Set(ids)].filter((id) => !this.#asked.has(id))
    if (unasked.length > 0) await this.#read(unasked, request)
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

  async #read(ids: string[], request: Ec2Request): Promise<void> {
    const place = { partition: request.partition, account: request.account, region: request.region }
    const rows = await this.#store.instances.lock<InstanceWithProfile>(place, { ids, visibleSince: visibleSince(request) })
    for (const id of ids) this.#asked.add(id)
    for (const row of rows) this.#known.set(row.id, withDates(row))
  }
}
