import { createHmac, timingSafeEqual } from 'node:crypto'

// The first four characters of a token, `AQAE`, and the fifth, `A`, are those of AWS's.
const version = Buffer.from([1, 0, 4, 0])
const versionLength = 4
const keyIdLength = 4
const expiryLength = 6
const nonceLength = 6
const bodyLength = versionLength + keyIdLength + expiryLength + nonceLength
const tokenLength = 40
// The last character before the padding carries two bits only; other spellings of the same bytes are refused.
const textPattern = /^[A-Za-z0-9_-]{53}[AQgw]==$/

/** A key that metadata tokens are made with; tokens name it. */
export interface TokenKey {
  id: number
  key: Uint8Array
}

/** What a token is good for: one instance, from one start to its next stop. */
export interface TokenScope {
  instanceId: string
  /** Epoch milliseconds. */
  launchedAt: number
}

const sign = (body: Uint8Array, key: Uint8Array, scope: TokenScope): Buffer =>
  createHmac('sha256', key)
    .update(body)
    .update(`${scope.instanceId} ${scope.launchedAt}`)
    .digest()
    .subarray(0, tokenLength - bodyLength)

/** A token of 56 characters that says when it expires and proves, by the key, for which instance. Nothing is stored. */
export const makeSessionToken = (key: TokenKey, scope: TokenScope, { expiresAt, nonce }: { expiresAt: number; nonce: Uint8Array }): string => {
  const bytes = Buffer.alloc(tokenLength)
  version.copy(bytes)
  bytes.writeUInt32BE(key.id, versionLength)
  bytes.writeUIntBE(expiresAt, versionLength + keyIdLength, expiryLength)
  bytes.set(nonce.subarray(0, nonceLength), versionLength + keyIdLength + expiryLength)
  sign(bytes.subarray(0, bodyLength), key.key, scope).copy(bytes, bodyLength)
  return `${bytes.toString('base64url')}==`
}

/** The id of the key that a token claims to be made with; undefined when it is no token of ours. */
export const tokenKeyId = (token: string): number | undefined => {
  if (!textPattern.test(token)) return undefined
  const head = Buffer.from(token.slice(0, 12), 'base64url')
  return head.subarray(0, versionLength).equals(version) ? head.readUInt32BE(versionLength) : undefined
}

/** Milliseconds left of a token; undefined when it was not made with this key for this instance. */
export const tokenTimeLeft = (token: string, key: TokenKey, of: TokenScope & { now: number }): number | undefined => {
  const bytes = Buffer.from(token, 'base64url')
  const body = bytes.subarray(0, bodyLength)
  const isOurs = bytes.length === tokenLength && timingSafeEqual(bytes.subarray(bodyLength), sign(body, key.key, of))
  return isOurs ? body.readUIntBE(versionLength + keyIdLength, expiryLength) - of.now : undefined
}
