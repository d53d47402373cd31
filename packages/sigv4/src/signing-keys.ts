import { createHmac } from 'node:crypto'
import type { Scope } from './signed-request.ts'

// A day of every region for a few services.
const maximumScopes = 200

const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** The signing key of a secret for one day, region and service. */
export const signingKey = (secretAccessKey: string, scope: Scope): Buffer =>
  hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, scope.date), scope.region), scope.service), 'aws4_request')

/** Whoever a secret is of, as found for requests. */
export interface SecretHolder {
  readonly secretAccessKey: string
}

const keysOfHolders = new WeakMap<SecretHolder, Map<string, Buffer>>()

const keysOf = (holder: SecretHolder): Map<string, Buffer> => {
  const known = keysOfHolders.get(holder)
  if (known !== undefined && known.size < maximumScopes) return known
  const keys = new Map<string, Buffer>()
  keysOfHolders.set(holder, keys)
  return keys
}

/** The same, remembered for as long as somebody has the holder itself: no key outlives its secret. */
export const rememberedSigningKey = (holder: SecretHolder, scope: Scope): Buffer => {
  const keys = keysOf(holder)
  const name = `${scope.date}/${scope.region}/${scope.service}`
  const known = keys.get(name)
  if (known !== undefined) return known
  const key = signingKey(holder.secretAccessKey, scope)
  keys.set(name, key)
  return key
}
