import { BoundedCache } from '@rolecall/credentials'
import type { MetadataState, Store } from '@rolecall/store'
import type { Instance, InstanceDocument, MetadataOptions } from '../tree/snapshot.ts'

interface Entry {
  epoch: number
  instance: Instance
}

/** Instances as they were read, used only at the revision that the store has now. */
export class InstanceCache {
  readonly #store: Store
  readonly #entries = new BoundedCache<string, Entry>(5000)

  constructor(store: Store) {
    this.#store = store
  }

  /** Undefined when the instance was removed meanwhile. */
  async load(state: MetadataState): Promise<Instance | undefined> {
    const known = this.#entries.get(state.instanceId)
    if (known?.epoch === state.epoch && known.instance.revision === state.revision) return known.instance
    const instance = await this.#store.metadataInstances.find<InstanceDocument, MetadataOptions>(state.instanceId)
    if (instance) this.#entries.set(state.instanceId, { epoch: state.epoch, instance })
    return instance
  }
}
