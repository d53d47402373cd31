import type { Clock } from '@rolecall/clock'
import { BoundedCache } from '@rolecall/credentials'
import type { OidcIssuerRecord, Store } from '@rolecall/store'
import type { JSONWebKeySet } from 'jose'
import { fetchKeys, type FetchSettings, type TrustedIssuer } from './fetch-keys.ts'
import { builtInIssuerName } from './issuer-url.ts'

const lifetimeMilliseconds = 5 * 60_000
// An unknown key may be a new one, but not more often than this.
const refetchMilliseconds = 10_000

interface Kept {
  keys: JSONWebKeySet
  fetchedAt: number
}

const hasKey = (keys: JSONWebKeySet, keyId: string | undefined): boolean => keyId === undefined || keys.keys.some((key) => key.kid === keyId)

const findOurs = async (url: string, store: Store): Promise<OidcIssuerRecord | undefined> => {
  const byUrl = await store.oidcIssuers.findByUrl(url)
  if (byUrl !== undefined) return byUrl
  const name = builtInIssuerName(url)
  const byName = name === undefined ? undefined : await store.oidcIssuers.find(name)
  // An issuer that has a URL of its own is not known by its path any more.
  return byName?.url === null ? byName : undefined
}

/**
 * The keys that issuers sign with. Those in the store are read from it, always fresh; others are fetched, kept for minutes
 * and fetched again, not too often, for a key that is not among them. Requests for one issuer share a fetch.
 */
export class IssuerKeys {
  readonly #clock: Clock
  readonly #settings: FetchSettings
  readonly #kept = new BoundedCache<string, Kept>(1000)
  readonly #fetching = new Map<string, Promise<Kept>>()

  constructor(clock: Clock, settings: FetchSettings) {
    this.#clock = clock
    this.#settings = settings
  }

  /** Refuses with KeyRefusal. Must not be called within a transaction: it may wait for another server. */
  async find(issuer: TrustedIssuer, keyId: string | undefined, store: Store): Promise<JSONWebKeySet> {
    const ours = await findOurs(issuer.url, store)
    if (ours !== undefined) return ours.keys as JSONWebKeySet
    const known = this.#kept.get(this.#nameOf(issuer))
    const ageMilliseconds = known === undefined ? Infinity : Math.abs(this.#clock.nowMilliseconds() - known.fetchedAt)
    const mayBeNew = known !== undefined && !hasKey(known.keys, keyId) && ageMilliseconds >= refetchMilliseconds
    if (known !== undefined && ageMilliseconds < lifetimeMilliseconds && !mayBeNew) return known.keys
    return (await this.#fetch(issuer)).keys
  }

  // Other thumbprints are another trust: what was fetched under one says nothing about the other.
  #nameOf({ url, thumbprints }: TrustedIssuer): string {
    return JSON.stringify([url, thumbprints])
  }

  #fetch(issuer: TrustedIssuer): Promise<Kept> {
    const name = this.#nameOf(issuer)
    const running = this.#fetching.get(name)
    if (running !== undefined) return running
    const fetching = this.#fetchAndKeep(issuer, name).finally(() => this.#fetching.delete(name))
    this.#fetching.set(name, fetching)
    return fetching
  }

  async #fetchAndKeep(issuer: TrustedIssuer, name: string): Promise<Kept> {
    const kept = { keys: await fetchKeys(issuer, this.#settings), fetchedAt: this.#clock.nowMilliseconds() }
    this.#kept.set(name, kept)
    return kept
  }
}
