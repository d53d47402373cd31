import { createHmac, hash } from 'node:crypto'
import type { Scope } from './signed-request.ts'

const maximumRecentKeys = 5000

const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** The signing key of a secret for one day, region and service. */
export const signingKey = (secretAccessKey: string, scope: Scope): Buffer =>
  hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, scope.date), scope.region), scope.service), 'aws4_request')

let recentKeys = new Map<string, Buffer>()
let olderKeys = new Map<string, Buffer>()

const remember = (name: string, key: Buffer): Buffer => {
  // Keys that nobody asked for while as many others came are forgotten.
  if (recentKeys.size >= maximumRecentKeys) {
    olderKeys = recentKeys
    recentKeys = new Map()
  }
  recentKeys.set(name, key)
  return key
}

/** The same, remembered. Keys are found by a hash, so the cache outlives no secret. */
export const cachedSigningKey = (secretAccessKey: string, scope: Scope): Buffer => {
  const name = hash('sha256', `${scope.date}/${scope.region}/${scope.service}/${secretAccessKey}`, 'base64')
  return recentKeys.get(name) ?? remember(name, olderKeys.get(name) ?? signingKey(secretAccessKey, scope))
}
