import type { Federation } from '@rolecall/credentials'
import type { ConditionKeys } from '@rolecall/pipeline'
import type { IdentityProvider } from './identity-provider.ts'
import type { Audience, Claims } from './token-claims.ts'

/** Claims with a meaning of their own: times, and those that become other keys. */
const withoutKey: ReadonlySet<string> = new Set(['iss', 'aud', 'azp', 'exp', 'iat', 'nbf', 'jti'])

// Keys ignore case, claims do not: a `Sub` beside `sub` must not stand in for it.
const hasKey = (name: string, claims: Claims): boolean => {
  const lower = name.toLowerCase()
  if (withoutKey.has(lower) || name.startsWith('https://aws.amazon.com/')) return false
  return name === lower || claims[lower] === undefined
}

const isScalar = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value)

const keyValue = (value: unknown): string | string[] | undefined => {
  if (isScalar(value)) return String(value)
  return Array.isArray(value) && value.every(isScalar) ? value.map(String) : undefined
}

/** What trust policies can ask of a token: `issuer.example:sub`, `issuer.example:aud` and every other plain claim. */
export const identityKeys = (provider: IdentityProvider, claims: Claims, audience: Audience): ConditionKeys => {
  const keys: Record<string, string | string[] | undefined> = {}
  for (const [name, value] of Object.entries(claims)) {
    if (hasKey(name, claims)) keys[`${provider.prefix}:${name}`] = keyValue(value)
  }
  keys[`${provider.prefix}:aud`] = audience.effective
  keys[`${provider.prefix}:oaud`] = audience.original
  return keys
}

/** Of those, what stays with the session. */
export const sessionFederation = (provider: IdentityProvider, keys: ConditionKeys): Federation => {
  const kept = ['sub', 'aud', 'amr'].flatMap((claim): [string, string | string[]][] => {
    const name = `${provider.prefix}:${claim}`
    const value = keys[name]
    return value === undefined ? [] : [[name, typeof value === 'string' ? value : [...value]]]
  })
  return { provider: provider.name, keys: Object.fromEntries(kept) }
}
