import { BoundedCache } from '@rolecall/credentials'
import { nobody, type Policy, parsePolicy } from '@rolecall/policy'
import { type AccountKey, type Freshness, isSameFreshness, type RoleRecord, type Store } from '@rolecall/store'
import { findRole, readRoleArn } from './find-role.ts'

/** A role with its trust policy compiled. */
export interface TrustingRole {
  role: RoleRecord | undefined
  trustPolicy: Policy
}

interface Entry extends TrustingRole {
  freshness: Freshness
}

type MaybePromise<Value> = Value | Promise<Value>

/**
 * Roles that were assumed before, valid only at the version of the role's account that was read for this request: every
 * change to a role or its trust policy bumps it. Roles that do not exist are looked for each time, as making one changes
 * nobody's permissions.
 */
export class TrustingRoles {
  readonly #entries = new BoundedCache<string, Entry>(10_000)

  find(roleArn: string, store: Store): MaybePromise<TrustingRole> {
    const known = this.#entries.get(roleArn)
    const { partition, account } = known?.role ?? readRoleArn(roleArn)
    const key = { partition, account }
    const freshness = store.freshness.known(key)
    return known !== undefined && isSameFreshness(known.freshness, freshness) ? known : this.#find(roleArn, key, store)
  }

  async #find(roleArn: string, key: AccountKey, store: Store): Promise<TrustingRole> {
    const freshness = await store.freshness.read(key)
    const known = this.#entries.get(roleArn)
    if (known !== undefined && isSameFreshness(known.freshness, freshness)) return known
    const role = await findRole(roleArn, store)
    // A missing role trusts nobody: AWS answers AccessDenied, so role names cannot be probed.
    if (role === undefined) return { role, trustPolicy: nobody }
    const entry = { role, trustPolicy: parsePolicy(role.trustPolicy), freshness }
    this.#entries.set(roleArn, entry)
    return entry
  }
}
