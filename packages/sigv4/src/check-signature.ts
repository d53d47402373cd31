import { createHmac, timingSafeEqual } from 'node:crypto'
import { canonicalRequest, sha256 } from './canonical-request.ts'
import { basicIso } from './dates.ts'
import type { Scope, Signature, SignedRequest } from './signed-request.ts'

const maximumCachedKeys = 5000
const cachedKeys = new Map<string, Buffer>()

const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** The signing key of a secret for one day, region and service. */
export const signingKey = (secretAccessKey: string, scope: Scope): Buffer =>
  hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, scope.date), scope.region), scope.service), 'aws4_request')

// It lives no longer than the process, which holds the secrets anyway.
const cachedSigningKey = (secretAccessKey: string, scope: Scope): Buffer => {
  const cacheKey = `${scope.date}/${scope.region}/${scope.service}/${secretAccessKey}`
  const cached = cachedKeys.get(cacheKey)
  if (cached) return cached
  if (cachedKeys.size >= maximumCachedKeys) cachedKeys.clear()
  const key = signingKey(secretAccessKey, scope)
  cachedKeys.set(cacheKey, key)
  return key
}

export const stringToSign = (request: SignedRequest, signature: Signature): string => {
  const { date, region, service } = signature.scope
  const hash = sha256(canonicalRequest(request, signature))
  return `AWS4-HMAC-SHA256\n${basicIso(signature.signedAt)}\n${date}/${region}/${service}/aws4_request\n${hash}`
}

/** Whether the holder of this secret signed this request; compares in constant time. */
export const checkSignature = (request: SignedRequest, signature: Signature, { secretAccessKey }: { secretAccessKey: string }): boolean => {
  if (!/^[0-9a-f]{64}$/.test(signature.signature)) return false
  const key = cachedSigningKey(secretAccessKey, signature.scope)
  const expected = createHmac('sha256', key).update(stringToSign(request, signature)).digest()
  return timingSafeEqual(expected, Buffer.from(signature.signature, 'hex'))
}
