import type { IdentitySigner } from '@rolecall/credentials'
import type { MetadataState, RoleDelivery, Store } from '@rolecall/store'
import { identityDocument } from '../tree/identity-document.ts'
import type { Instance, Section, Snapshot } from '../tree/snapshot.ts'
import type { ProfileSource } from './profile-source.ts'

export interface SnapshotRequest {
  state: MetadataState
  instance: Instance
  needs: ReadonlySet<Section>
  delivery: RoleDelivery
  now: Date
}

/** AWS signs about a second after the start. */
const signingTime = ({ launchedAt }: Instance): Date => new Date(launchedAt.getTime() + 1000)

/** Puts together what the paths of one request read, and no more. */
export class SnapshotSource {
  readonly #store: Store
  readonly #profiles: ProfileSource
  readonly #signer: IdentitySigner

  constructor(store: Store, profiles: ProfileSource, signer: IdentitySigner) {
    this.#store = store
    this.#profiles = profiles
    this.#signer = signer
  }

  async load({ state, instance, needs, delivery, now }: SnapshotRequest): Promise<Snapshot> {
    const snapshot: Snapshot = { instance, profile: undefined, publicKey: undefined, signatures: undefined }
    if (needs.has('profile')) snapshot.profile = await this.#profiles.load(state, delivery, now)
    if (needs.has('publicKey')) snapshot.publicKey = await this.#findPublicKey(instance)
    if (needs.has('signatures')) snapshot.signatures = await this.#signer.sign(identityDocument(instance), signingTime(instance))
    return snapshot
  }

  async #findPublicKey(instance: Instance): Promise<string | undefined> {
    const name = instance.document.KeyName
    const keyPair = name === undefined ? undefined : await this.#store.keyPairs.find(instance, name)
    // A key pair made since under the name of a deleted one is not the instance's.
    return keyPair !== undefined && keyPair.createdAt <= instance.launchedAt ? keyPair.publicKey : undefined
  }
}
