import type { CompiledOrganization } from '@rolecall/credentials'
import { Context, type KeySource } from '@rolecall/policy'
import { callerKeys, requestKey } from './condition-keys.ts'
import type { Authenticated, Exchange } from './exchange.ts'
import type { AccessCheck } from './operation.ts'

type Value = ReturnType<KeySource['find']>

/** What a policy asked for and was told, by lower-case name. */
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
  /** What was asked for besides what tells of the caller. */
  readonly asked: AskedKey[] = []

  constructor(of: CheckKeysOf) {
    this.#of = of
  }

  find(lowerName: string): Value {
    const value = this.#findBesidesCaller(lowerName)
    if (value === undefined) {
      const ofCaller = callerKeys(this.#of.authenticated.caller).find(lowerName)
      if (ofCaller !== undefined) return ofCaller
    }
    this.asked.push([lowerName, value])
    return value
  }

  /** Whether a policy that asks for these would be told the same again. */
  areSame(asked: readonly AskedKey[]): boolean {
    return asked.every(([lowerName, value]) => isSameValue(this.#findBesidesCaller(lowerName), value))
  }

  #findBesidesCaller(lowerName: string): Value {
    const { exchange, authenticated, check, organization } = this.#of
    this.#checkKeys ??= new Context([
      { 'aws:ResourceAccount': check.resourceAccount ?? authenticated.caller.account, 'aws:ResourceOrgID': organization?.id, 'aws:ResourceOrgPaths': organization?.paths },
      check.conditionKeys ?? {},
    ])
    return this.#checkKeys.find(lowerName) ?? requestKey(lowerName, exchange, authenticated)
  }
}
