import { accountOfId } from '@rolecall/ids'
import { type AccessKeyRecord, type AccountKey, type Freshness, isSameFreshness, type Store } from '@rolecall/store'
import { BoundedCache } from './bounded-cache.ts'
import { instanceIdentityCaller, rootCaller, sessionCaller, userCaller } from './callers.ts'
import { type Caller, CallerRefusal } from './caller.ts'
import { Organizations } from './organizations.ts'
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
  sealer: Sealer
  rootKey: RootKey
}

/** The state of the cloud that a caller is looked for in. */
export interface Moment {
  /** Of `accountOf(claim)`. */
  freshness: Freshness
  now: Date
  /** Within a transaction that transaction's: one that waits for another connection may wait for itself. */
  store: Store
}

interface KnownCaller {
  freshness: Freshness
  found: FoundCaller
}

// Sessions are long; a caller's policies are shared with all sessions of its role.
const maximumKnown = 5000

const isTwelveDigits = (text: string): boolean => /^\d{12}$/.test(text)

const hasEnded = (session: SessionContent | undefined, now: Date): boolean => session !== undefined && session.expiresAt * 1000 <= now.getTime()

const isSame = (one: Freshness, other: Freshness): boolean => isSameFreshness(one, other) && one.isInOrganization === other.isInOrganization

/** Finds who is behind an access key id, and the secret to verify the signature with. */
export class CallerFinder {
  readonly #dependencies: CallerFinderDependencies
  /** By session token, or by the id of a key without one. */
  readonly #known = new BoundedCache<string, KnownCaller>(maximumKnown)
  readonly principals = new PrincipalCache()
  readonly organizations = new Organizations()

  constructor(dependencies: CallerFinderDependencies) {
    this.#dependencies = dependencies
  }

  /** The account that the key seems to belong to: which account's version to read. No proof of anything. */
  accountOf(claim: Claim): AccountKey {
    return { partition: claim.partition, account: this.#rootAccount(claim.accessKeyId) ?? accountOfId(claim.accessKeyId) ?? '' }
  }

  /** Who was found before by the same claim, if nothing has changed since; reads nothing. */
  known({ accessKeyId, sessionToken, partition }: Claim, { freshness, now }: Pick<Moment, 'freshness' | 'now'>): FoundCaller | undefined {
    const known = this.#known.get(sessionToken ?? accessKeyId)
    if (known === undefined || !isSame(known.freshness, freshness)) return undefined
    const { caller } = known.found
    const isClaimed = caller.accessKeyId === accessKeyId && caller.partition === partition
    return isClaimed && !hasEnded(caller.session, now) ? known.found : undefined
  }

  /** Refuses with CallerRefusal. */
  async find(claim: Claim, moment: Moment): Promise<FoundCaller> {
    const { freshness } = moment
    const alone = await this.#findWithoutOrganization(claim, moment)
    const found = freshness.isInOrganization ? await this.#withOrganization(alone, moment) : alone
    // An account that is not there yet has nothing that a change would be noticed by.
    if (freshness.version !== undefined) this.#known.set(claim.sessionToken ?? claim.accessKeyId, { freshness, found })
    return found
  }

  async #withOrganization(found: FoundCaller, moment: Moment): Promise<FoundCaller> {
    const { caller } = found
    const organization = await this.organizations.find(caller, moment)
    if (organization === undefined) return found
    const policies = { ...caller.policies, serviceControl: organization.serviceControl }
    return { ...found, caller: { ...caller, policies, organization } }
  }

  async #findWithoutOrganization(claim: Claim, moment: Moment): Promise<FoundCaller> {
    if (claim.sessionToken !== undefined) return this.#findSession(claim, moment)
    const account = this.#rootAccount(claim.accessKeyId)
    if (account !== undefined) return this.#findRoot({ partition: claim.partition, account }, claim.accessKeyId, moment)
    if (claim.accessKeyId.startsWith('ASIA')) {
      throw new CallerRefusal('invalid-token', 'The key is temporary and came without its session token.')
    }
    return this.#findLongTerm(claim, moment)
  }

  #rootAccount(accessKeyId: string): string | undefined {
    const { rootKey } = this.#dependencies
    if (accessKeyId === rootKey.accessKeyId) return rootKey.accountId
    return rootKey.accessKeyId === 'test' && isTwelveDigits(accessKeyId) ? accessKeyId : undefined
  }

  async #findRoot(key: AccountKey, accessKeyId: string, { freshness, now, store }: Moment): Promise<FoundCaller> {
    if (freshness.version === undefined) await store.accounts.ensure(key, now)
    return { caller: rootCaller(key, accessKeyId), secretAccessKey: this.#dependencies.rootKey.secretAccessKey }
  }

  async #findLongTerm(claim: Claim, moment: Moment): Promise<FoundCaller> {
    const record = await this.#readKey(claim.accessKeyId, moment)
    if (record?.partition !== claim.partition) throw new CallerRefusal('invalid-token', 'No such access key.')
    if (record.status !== 'Active') throw new CallerRefusal('invalid-token', 'The access key is inactive.')
    if (record.userId === null) return { caller: rootCaller(record, record.id), secretAccessKey: record.secret }
    const principal = await this.principals.find(record.userId, moment)
    if (principal === undefined) throw new CallerRefusal('invalid-token', 'The user of this access key is gone.')
    return { caller: userCaller(principal, claim.accessKeyId), secretAccessKey: record.secret }
  }

  async #readKey(accessKeyId: string, { store }: Moment): Promise<AccessKeyRecord | undefined> {
    // Whatever a client sends may stand here; no key has such an id, and the store cannot even look for a NUL.
    return /^\w{1,128}$/.test(accessKeyId) ? store.accessKeys.find(accessKeyId) : undefined
  }

  async #findSession(claim: Claim, moment: Moment): Promise<FoundCaller> {
    const opened = await this.#dependencies.sealer.openSession(claim.sessionToken ?? '')
    if (opened?.content.accessKeyId !== claim.accessKeyId) {
      throw new CallerRefusal('invalid-token', 'The session token does not open or belongs to another access key.')
    }
    const session = opened.content
    if (hasEnded(session, moment.now)) {
      throw new CallerRefusal('expired-token', `The session ended at ${new Date(session.expiresAt * 1000).toISOString()}.`)
    }
    if (session.partition !== claim.partition) throw new CallerRefusal('invalid-token', 'The session belongs to another partition.')
    return { caller: await this.#sessionCaller(session, moment), secretAccessKey: opened.secretAccessKey }
  }

  async #sessionCaller(session: SessionContent, moment: Moment): Promise<Caller> {
    if (session.kind === 'instance-identity') return instanceIdentityCaller(session)
    const isOfRoot = session.principalId === session.account
    const principal = isOfRoot ? undefined : await this.principals.find(session.principalId, moment)
    if (principal === undefined && !isOfRoot) throw new CallerRefusal('invalid-token', 'The role or user behind the session is gone.')
    return sessionCaller(session, principal, await this.principals.managedPolicies(session.policyArns ?? [], moment.store))
  }
}
