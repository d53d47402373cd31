import type { MetadataState, RoleDelivery, Store } from '@rolecall/store'
import type { AddressBlocks, Instance, Section, Snapshot } from '../tree/snapshot.ts'
import type { ProfileSource } from './profile-source.ts'

export interface SnapshotRequest {
  state: MetadataState
  instance: Instance
  needs: ReadonlySet<Section>
  delivery: RoleDelivery
  now: Date
}

const nothing: ReadonlyMap<string, AddressBlocks> = new Map()

/** Puts together what the paths of one request read, and no more. */
export class SnapshotSource {
  readonly #store: Store
  readonly #profiles: ProfileSource

  constructor(store: Store, profiles: ProfileSource) {
    this.#store = store
    this.#profiles = profiles
  }

  async load({ state, instance, needs, delivery, now }: SnapshotRequest): Promise<Snapshot> {
    const snapshot: Snapshot = { instance, profile: undefined, subnets: nothing, vpcs: nothing, publicKey: undefined }
    if (needs.size === 0) return snapshot
    if (needs.has('profile')) snapshot.profile = await this.#profiles.load(state, delivery, now)
    if (needs.has('network')) await this.#addNetwork(snapshot)
    if (needs.has('publicKey')) await this.#addPublicKey(snapshot)
    return snapshot
  }

  async #addNetwork(snapshot: Snapshot): Promise<void> {
    const interfaces = snapshot.instance.document.NetworkInterfaces ?? []
    const ids = (pick: (of: (typeof interfaces)[number]) => string | undefined) => [...new Set(interfaces.flatMap((of) => pick(of) ?? []))]
    const metadata = this.#store.metadataInstances
    snapshot.subnets = await metadata.subnetBlocks(ids((of) => of.SubnetId))
    snapshot.vpcs = await metadata.vpcBlocks(ids((of) => of.VpcId))
  }

  async #addPublicKey(snapshot: Snapshot): Promise<void> {
    const { instance } = snapshot
    const name = instance.document.KeyName
    if (name !== undefined) snapshot.publicKey = await this.#store.metadataInstances.findPublicKey(instance, name)
  }
}
