import type { CompiledOrganization } from '@rolecall/credentials'
import { Context, type KeySource } from '@rolecall/policy'
import { callerKeys, requestKey } from './condition-keys.ts'
import type { Authenticated, Exchange } from './exchange.ts'
import type { AccessCheck } from './operation.ts'

type Value = ReturnType<KeySource['find']>

/**
 * What a policy asked for, by lower-case name, and what the check or the request says to it: undefined where only the caller may
 * know, who says the same each time.
 */
export type AskedKey = readonly [name: string, value: Value]

interface CheckKeysOf {
  exchange: Exchange<never>
  authenticated: Authenticated
  check: AccessCheck
  organization: CompiledOrganization | undefined
}

const isSameValue = (one: Value, other: Value): boolean =>
  one === other || (Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((value, index) => value === other[index]))

/** The condition keys of one check, each worked out when a policy asks for it. */
export class CheckKeys implements KeySource {
  readonly #of: CheckKeysOf
  #checkKeys: Context | undefined
  #asked: Map<string, Value> | undefined

  constructor(of: CheckKeysOf) {
    this.#of = of
  }

  get asked(): readonly AskedKey[] {
    return this.#asked === undefined ? [] : [...this.#asked]
  }

  find(lowerName: string): Value {
    const value = this.#findBesidesCaller(lowerName)
    // Noted where the caller answers, too: the check of another request may bring a value of its own, which wins.
    this.#asked ??= new Map()
    this.#asked.set(lowerName, value)
    return value ?? callerKeys(this.#of.authenticated.caller).find(lowerName)
  }

  /** Whether a policy that asks for these would be told the same again. */
  areSame(asked: readonly AskedKey[]): boolean {
    return asked.every(([lowerName, value]) => isSameValue(this.#findBesidesCaller(lowerName), value))
  }

  #findBesidesCaller(lowerName: string): Value {
    const { exchange, authenticated } = this.#of
    return this.#ownKeys().find(lowerName) ?? this.#resourceKey(lowerName) ?? requestKey(lowerName, exchange, authenticated)
  }

  /** Those that the check itself brings; some are dear to prepare. */
  #ownKeys(): Context {
    this.#checkKeys ??= new Context([this.#of.check.conditionKeys ?? {}])
    return this.#checkKeys
  }

  #resourceKey(lowerName: string): Value {
    if (lowerName === 'aws:resourceaccount') return this.#resourceAccount()
    if (lowerName === 'aws:resourceorgid') return this.#owningOrganization()?.id
    return lowerName === 'aws:resourceorgpaths' ? this.#owningOrganization()?.paths : undefined
  }

  #resourceAccount(): string {
    const { authenticated, check } = this.#of
    return check.resourceAccount ?? authenticated.caller.account
  }

  #owningOrganization(): CompiledOrganization | undefined {
    const owner = this.#ownKeys().find('aws:resourceaccount') ?? this.#resourceAccount()
    // What others publish for all is in no organization that is known here.
    return owner === this.#resourceAccount() ? this.#of.organization : undefined
  }
}
