import { BoundedCache } from '@rolecall/credentials'
import type { MetadataState, Store } from '@rolecall/store'
import { TogetherReader } from './read-together.ts'
import type { Instance, InstanceDocument, MetadataOptions } from '../tree/snapshot.ts'

interface Entry {
  epoch: number
  instance: Instance
}

/** Instances as they were read, used only at the revision that the store has now. */
export class InstanceCache {
  readonly #reader: TogetherReader<Instance>
  readonly #entries = new BoundedCache<string, Entry>(5000)

  constructor(store: Store) {
    this.#reader = new TogetherReader(async (ids) => {
      const instances = await store.metadataInstances.findMany<InstanceDocument, MetadataOptions>(ids)
      return new Map(instances.map((instance) => [instance.id, instance]))
    })
  }

  /** Undefined when the instance was removed meanwhile. */
  async load(state: MetadataState): Promise<Instance | undefined> {
    const known = this.#entries.get(state.instanceId)
    if (known?.epoch === state.epoch && known.instance.revision === state.revision) return known.instance
    const instance = await this.#reader.find(state.instanceId)
    if (instance) this.#entries.set(state.instanceId, { epoch: state.epoch, instance })
    return instance
  }
}
