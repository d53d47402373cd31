import type { JSONWebKeySet, JWK } from 'jose'

const maximumKeysOfAType = 100

// What a public key has none of; whoever registers a private one by mistake must not find it published.
const privateMembers = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'])

const publicHalf = (key: JWK): JWK => Object.fromEntries(Object.entries(key).filter(([member]) => !privateMembers.has(member))) as JWK

const isKey = (value: unknown): value is JWK => typeof value === 'object' && value !== null && 'kty' in value && typeof value.kty === 'string'

/** A JWK set of public keys; undefined when the value is none or has more keys than AWS reads. */
export const readKeySet = (value: unknown): JSONWebKeySet | undefined => {
  if (typeof value !== 'object' || value === null || !('keys' in value) || !Array.isArray(value.keys)) return undefined
  const keys: unknown[] = value.keys
  if (!keys.every(isKey)) return undefined
  const countOf = (type: string): number => keys.filter((key) => key.kty === type).length
  return countOf('RSA') > maximumKeysOfAType || countOf('EC') > maximumKeysOfAType ? undefined : { keys: keys.map(publicHalf) }
}
