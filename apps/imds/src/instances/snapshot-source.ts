import type { IdentitySigner } from '@rolecall/credentials'
import type { MetadataState, RoleDelivery } from '@rolecall/store'
import { identityDocument } from '../tree/identity-document.ts'
import type { Instance, Section, Snapshot } from '../tree/snapshot.ts'
import type { IdentitySource } from './identity-source.ts'
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

export interface SnapshotParts {
  profiles: ProfileSource
  identities: IdentitySource
  signer: IdentitySigner
}

/** Puts together what the paths of one request read, and no more. */
export class SnapshotSource {
  readonly #parts: SnapshotParts

  constructor(parts: SnapshotParts) {
    this.#parts = parts
  }

  async load({ state, instance, needs, delivery, now }: SnapshotRequest): Promise<Snapshot> {
    const { profiles, identities, signer } = this.#parts
    const snapshot: Snapshot = { instance, profile: undefined, identity: undefined, signatures: undefined }
    if (needs.has('profile')) snapshot.profile = await profiles.load(state, delivery, now)
    if (needs.has('identity')) snapshot.identity = await identities.load(instance, delivery, now)
    if (needs.has('signatures')) snapshot.signatures = await signer.sign(identityDocument(instance), signingTime(instance))
    return snapshot
  }
}
