import { isoSeconds } from '@rolecall/clock'
import { BoundedCache, identityPeriod, issueInstanceIdentity, type RotationSettings, type Sealer } from '@rolecall/credentials'
import type { RoleDelivery } from '@rolecall/store'
import { credentialsDocument } from '../tree/credentials-document.ts'
import { jsonDocument } from '../tree/json-document.ts'
import type { IdentityDocuments, Instance } from '../tree/snapshot.ts'

interface Dependencies {
  sealer: Sealer
  settings: RotationSettings
}

interface Entry {
  /** Epoch milliseconds of the set. */
  issuedAt: number
  documents: IdentityDocuments
}

const infoDocument = ({ account }: Instance, issuedAt: Date): string =>
  jsonDocument([
    ['Code', 'Success'],
    ['LastUpdated', isoSeconds(issuedAt)],
    ['AccountId', account],
  ])

/** The documents under `identity-credentials/ec2/`: derived, so that nothing is read or stored for them. */
export class IdentitySource {
  readonly #dependencies: Dependencies
  readonly #entries = new BoundedCache<string, Entry>(10_000)

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies
  }

  async load(instance: Instance, delivery: RoleDelivery, now: Date): Promise<IdentityDocuments> {
    const { issuedAt } = identityPeriod(instance.launchedAt, now, this.#dependencies.settings.lifetimeSeconds)
    const key = `${instance.id} ${delivery}`
    const known = this.#entries.get(key)
    if (known?.issuedAt === issuedAt.getTime()) return known.documents
    const keys = await issueInstanceIdentity(this.#dependencies, instance, { delivery, issuedAt })
    const credentials = credentialsDocument({ ...keys, token: keys.sessionToken, issuedAt })
    const documents = { info: infoDocument(instance, issuedAt), credentials, changedAt: issuedAt }
    this.#entries.set(key, { issuedAt: issuedAt.getTime(), documents })
    return documents
  }
}
