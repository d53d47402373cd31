import {
  BoundedCache,
  issueInstanceCredentials,
  planRotation,
  type RotationSettings,
  type Sealer,
} from '@rolecall/credentials'
import type { MetadataCredentialsState, MetadataProfile, MetadataState, RoleDelivery, Store } from '@rolecall/store'
import { profileDocuments } from '../tree/profile-documents.ts'
import type { ProfileDocuments } from '../tree/snapshot.ts'
import { TogetherReader } from './read-together.ts'

interface Dependencies {
  store: Store
  sealer: Sealer
  settings: RotationSettings
}

interface Entry {
  version: string
  /** Epoch milliseconds; from then on the documents would say something else. */
  validUntil: number
  documents: ProfileDocuments | undefined
}

const optionalDate = (milliseconds: number | null): Date | null => (milliseconds === null ? null : new Date(milliseconds))

const versionOf = (epoch: number, associationId: string, credentials: { generation: number; renewAt: number } | undefined): string =>
  `${epoch} ${associationId} ${credentials?.generation ?? 0} ${credentials?.renewAt ?? 0}`

const currentOf = (credentials: MetadataCredentialsState | undefined) =>
  credentials && {
    associationId: credentials.associationId,
    issuedAt: optionalDate(credentials.issuedAt),
    expiresAt: optionalDate(credentials.expiresAt),
    failedAt: optionalDate(credentials.failedAt),
    renewAt: new Date(credentials.renewAt),
  }

/**
 * The documents under `iam/`, for the profile in force. Where rotation has not done what its plan says by now, it is done
 * here, so that an instance never waits for a worker.
 */
export class ProfileSource {
  readonly #dependencies: Dependencies
  readonly #entries = new BoundedCache<string, Entry>(10_000)
  readonly #readers: Readonly<Record<RoleDelivery, TogetherReader<MetadataProfile>>>
  readonly #issuing = new Map<string, Promise<unknown>>()

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies
    const readerOf = (delivery: RoleDelivery) =>
      new TogetherReader(async (ids) => {
        const profiles = await dependencies.store.metadataInstances.findProfiles(ids, delivery)
        return new Map(profiles.map((profile) => [profile.instanceId, profile]))
      })
    this.#readers = { '1.0': readerOf('1.0'), '2.0': readerOf('2.0') }
  }

  /** Undefined without a profile, or with one that never had a role. */
  async load(state: MetadataState, delivery: RoleDelivery, now: Date): Promise<ProfileDocuments | undefined> {
    if (state.associationId === null) return undefined
    if (this.#isDue(state, now)) {
      await this.#issue(state.instanceId, now)
      return this.#read(state, delivery, now)
    }
    const known = this.#entries.get(`${state.instanceId} ${delivery}`)
    const isCurrent = known?.version === versionOf(state.epoch, state.associationId, state.credentials) && known.validUntil > now.getTime()
    return isCurrent ? known.documents : this.#read(state, delivery, now)
  }

  #isDue(state: MetadataState, now: Date): boolean {
    const rotation = {
      instanceId: state.instanceId,
      isRunning: state.state === 'running',
      launchedAt: new Date(state.launchedAt),
      associationId: state.associationId ?? undefined,
      credentials: currentOf(state.credentials),
    }
    return planRotation(rotation, now, this.#dependencies.settings).action === 'issue'
  }

  // Readers of one instance wait for one issue.
  async #issue(instanceId: string, now: Date): Promise<void> {
    const running = this.#issuing.get(instanceId)
    if (running) {
      await running
      return
    }
    const issue = issueInstanceCredentials(this.#dependencies, [instanceId], now)
    this.#issuing.set(instanceId, issue)
    try {
      await issue
    } finally {
      this.#issuing.delete(instanceId)
    }
  }

  // eslint-disable-next-line complexity -- the situations of one decision, side by side
  async #read(state: MetadataState, delivery: RoleDelivery, now: Date): Promise<ProfileDocuments | undefined> {
    const { sealer } = this.#dependencies
    const profile = await this.#readers[delivery].find(state.instanceId)
    if (profile === undefined) return undefined
    const { credentials } = profile
    const token = credentials?.token ?? undefined
    const secretAccessKey = token === undefined ? undefined : (await sealer.openSession(token))?.secretAccessKey
    const documents = profileDocuments(profile, secretAccessKey, now)
    const expiresAt = credentials?.expiresAt?.getTime() ?? Infinity
    this.#entries.set(`${state.instanceId} ${delivery}`, {
      version: versionOf(state.epoch, profile.associationId, credentials && { ...credentials, renewAt: credentials.renewAt.getTime() }),
      validUntil: expiresAt > now.getTime() ? expiresAt : Infinity,
      documents,
    })
    return documents
  }
}
