import { accountOfId } from '@rolecall/ids'
import type { AccessKeyRecord, AccountKey, Freshness, Store } from '@rolecall/store'
import { BoundedCache } from './bounded-cache.ts'
import { rootCaller, sessionCaller, userCaller } from './callers.ts'
import { type Caller, CallerRefusal } from './caller.ts'
import { PrincipalCache } from './principal-cache.ts'
import type { Sealer } from './sealer.ts'
import type { SessionContent } from './session.ts'

export interface RootKey {
  accessKeyId: string
  secretAccessKey: string
  /** The account whose root the key is. */
  accountId: string
}

/** What a signature claims, before anything is verified. */
export interface Claim {
  accessKeyId: string
  sessionToken: string | undefined
  partition: string
}

export interface FoundCaller {
  caller: Caller
  secretAccessKey: string
}

export interface CallerFinderDependencies {
  store: Store
  sealer: Sealer
  rootKey: RootKey
}

interface CachedKey {
  freshness: Freshness
  record: AccessKeyRecord
}

const isTwelveDigits = (text: string): boolean => /^\d{12}$/.test(text)

const isSame = (one: Freshness, other: Freshness): boolean => one.version === other.version && one.epoch === other.epoch

/** Finds who is behind an access key id, and the secret to verify the signature with. */
export class CallerFinder {
  readonly #dependencies: CallerFinderDependencies
  readonly #keys = new BoundedCache<string, CachedKey>(10_000)
  readonly principals: PrincipalCache

  constructor(dependencies: CallerFinderDependencies) {
    this.#dependencies = dependencies
    this.principals = new PrincipalCache(dependencies.store)
  }

  /** The account that the key seems to belong to: which account's version to read. No proof of anything. */
  accountOf(claim: Claim): AccountKey {
    return { partition: claim.partition, account: this.#rootAccount(claim.accessKeyId) ?? accountOfId(claim.accessKeyId) ?? '' }
  }

  /** Refuses with CallerRefusal. The session's end is judged at `now`; `freshness` is that of `accountOf(claim)`. */
  async find(claim: Claim, freshness: Freshness, now: Date): Promise<FoundCaller> {
    if (claim.sessionToken !== undefined) return this.#findSession(claim, freshness, now)
    const account = this.#rootAccount(claim.accessKeyId)
    if (account !== undefined) return this.#findRoot({ partition: claim.partition, account }, claim.accessKeyId, freshness, now)
    if (claim.accessKeyId.startsWith('ASIA')) {
      throw new CallerRefusal('invalid-token', 'The key is temporary and came without its session token.')
    }
    return this.#findLongTerm(claim, freshness)
  }

  #rootAccount(accessKeyId: string): string | undefined {
    const { rootKey } = this.#dependencies
    if (accessKeyId === rootKey.accessKeyId) return rootKey.accountId
    return rootKey.accessKeyId === 'test' && isTwelveDigits(accessKeyId) ? accessKeyId : undefined
  }

  // eslint-disable-next-line max-params -- private to the class and called once
  async #findRoot(key: AccountKey, accessKeyId: string, freshness: Freshness, now: Date): Promise<FoundCaller> {
    const { store, rootKey } = this.#dependencies
    if (freshness.version === undefined) await store.accounts.ensure(key, now)
    return { caller: rootCaller(key, accessKeyId), secretAccessKey: rootKey.secretAccessKey }
  }

  async #findLongTerm(claim: Claim, freshness: Freshness): Promise<FoundCaller> {
    const record = await this.#readKey(claim.accessKeyId, freshness)
    if (record?.partition !== claim.partition) throw new CallerRefusal('invalid-token', 'No such access key.')
    if (record.status !== 'Active') throw new CallerRefusal('invalid-token', 'The access key is inactive.')
    if (record.userId === null) return { caller: rootCaller(record, record.id), secretAccessKey: record.secret }
    const principal = await this.principals.find(record.userId, freshness)
    if (principal === undefined) throw new CallerRefusal('invalid-token', 'The user of this access key is gone.')
    return { caller: userCaller(principal, claim.accessKeyId), secretAccessKey: record.secret }
  }

  async #readKey(accessKeyId: string, freshness: Freshness): Promise<AccessKeyRecord | undefined> {
    // Whatever a client sends may stand here; no key has such an id, and the store cannot even look for a NUL.
    if (!/^\w{1,128}$/.test(accessKeyId)) return undefined
    const cached = this.#keys.get(accessKeyId)
    if (cached && isSame(cached.freshness, freshness)) return cached.record
    const record = await this.#dependencies.store.accessKeys.find(accessKeyId)
    if (record) this.#keys.set(accessKeyId, { freshness, record })
    return record
  }

  async #findSession(claim: Claim, freshness: Freshness, now: Date): Promise<FoundCaller> {
    const opened = await this.#dependencies.sealer.openSession(claim.sessionToken ?? '')
    if (opened?.content.accessKeyId !== claim.accessKeyId) {
      throw new CallerRefusal('invalid-token', 'The session token does not open or belongs to another access key.')
    }
    const session = opened.content
    if (session.expiresAt * 1000 <= now.getTime()) {
      throw new CallerRefusal('expired-token', `The session ended at ${new Date(session.expiresAt * 1000).toISOString()}.`)
    }
    if (session.partition !== claim.partition) throw new CallerRefusal('invalid-token', 'The session belongs to another partition.')
    return { caller: await this.#sessionCaller(session, freshness), secretAccessKey: opened.secretAccessKey }
  }

  async #sessionCaller(session: SessionContent, freshness: Freshness): Promise<Caller> {
    if (session.kind === 'root') return sessionCaller(session, undefined, [])
    const principal = await this.principals.find(session.principalId, freshness)
    if (principal === undefined) throw new CallerRefusal('invalid-token', 'The role or user behind the session is gone.')
    return sessionCaller(session, principal, await this.principals.managedPolicies(session.policyArns ?? []))
  }
}
