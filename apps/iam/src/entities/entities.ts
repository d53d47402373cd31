import type { AwsError } from '@rolecall/models'
import type {
  AccountKey,
  GroupRecord,
  InstanceProfileRecord,
  ManagedPolicyRecord,
  PolicyUse,
  RoleRecord,
  ServerCertificateRecord,
  Store,
  UserRecord,
} from '@rolecall/store'
import { noSuchEntity } from '../errors.ts'

/** What IAM names within an account, by the word that its ARNs use. */
export interface EntityRecords {
  user: UserRecord
  group: GroupRecord
  role: RoleRecord
  'instance-profile': InstanceProfileRecord
  'server-certificate': ServerCertificateRecord
}

export type EntityKind = keyof EntityRecords
export type PolicyRecord = ManagedPolicyRecord & PolicyUse

type Finder<Kind extends EntityKind> = (store: Store, key: AccountKey, name: string) => Promise<EntityRecords[Kind] | undefined>

const finders: { [Kind in EntityKind]: Finder<Kind> } = {
  user: (store, key, name) => store.users.find(key, name),
  group: (store, key, name) => store.groups.find(key, name),
  role: (store, key, name) => store.roles.find(key, name),
  'instance-profile': (store, key, name) => store.instanceProfiles.find(key, name),
  'server-certificate': (store, key, name) => store.serverCertificates.find(key, name),
}

const missing: { [Kind in EntityKind]: (name: string) => string } = {
  user: (name) => `The user with name ${name} cannot be found.`,
  group: (name) => `The group with name ${name} cannot be found.`,
  role: (name) => `The role with name ${name} cannot be found.`,
  'instance-profile': (name) => `Instance Profile ${name} cannot be found.`,
  'server-certificate': (name) => `The Server Certificate with name ${name} cannot be found.`,
}

/** AWS's words for a name that nothing of the kind has. */
export const entityNotFound = (kind: EntityKind, name: string): AwsError => noSuchEntity(missing[kind](name))

/** Reads each entity once per request: authorization and the operation both need it. */
export class Entities {
  readonly #store: Store
  readonly #found = new Map<string, Promise<unknown>>()

  constructor(store: Store) {
    this.#store = store
  }

  find<Kind extends EntityKind>(kind: Kind, key: AccountKey, name: string): Promise<EntityRecords[Kind] | undefined> {
    return this.#once(`${kind}/${name.toLowerCase()}`, () => finders[kind](this.#store, key, name))
  }

  /** Refuses with NoSuchEntity. */
  async get<Kind extends EntityKind>(kind: Kind, key: AccountKey, name: string): Promise<EntityRecords[Kind]> {
    const entity = await this.find(kind, key, name)
    if (entity === undefined) throw entityNotFound(kind, name)
    return entity
  }

  /** A managed policy with its use in the account. */
  findPolicy(key: AccountKey, arn: string): Promise<PolicyRecord | undefined> {
    return this.#once(arn, () => this.#store.managedPolicies.findByArn(key, arn))
  }

  #once<Found>(name: string, read: () => Promise<Found>): Promise<Found> {
    const found = this.#found.get(name)
    if (found !== undefined) return found as Promise<Found>
    const reading = read()
    this.#found.set(name, reading)
    return reading
  }
}
