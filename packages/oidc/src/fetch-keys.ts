import type { JSONWebKeySet } from 'jose'
import { getJson } from './get-json.ts'
import { type HttpIssuers, isPlainHttpAllowed } from './issuer-url.ts'
import { KeyRefusal } from './key-refusal.ts'
import { readKeySet } from './key-set.ts'

export interface TrustedIssuer {
  /** With its scheme, as `iss` of its tokens. */
  url: string
  thumbprints: readonly string[]
}

export interface FetchSettings {
  httpIssuers: HttpIssuers
  timeoutMilliseconds: number
}

const checkedUrl = (text: unknown, httpIssuers: HttpIssuers): URL => {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined) throw new KeyRefusal('unreachable', `${JSON.stringify(text)} is no URL.`)
  const isAllowed = url.protocol === 'https:' || isPlainHttpAllowed(url, httpIssuers)
  if (!isAllowed) throw new KeyRefusal('unreachable', `${url.href} is not https.`)
  return url
}

/** The issuer's keys by OpenID Connect discovery: its configuration, then the key set that it names. Refuses with KeyRefusal. */
export const fetchKeys = async ({ url, thumbprints }: TrustedIssuer, settings: FetchSettings): Promise<JSONWebKeySet> => {
  const options = { thumbprints, signal: AbortSignal.timeout(settings.timeoutMilliseconds) }
  const configuration = await getJson(checkedUrl(`${url.replace(/\/$/, '')}/.well-known/openid-configuration`, settings.httpIssuers), options)
  if (configuration['issuer'] !== url) throw new KeyRefusal('unreachable', `The configuration of ${url} names another issuer.`)
  const keys = readKeySet(await getJson(checkedUrl(configuration['jwks_uri'], settings.httpIssuers), options))
  if (keys === undefined) throw new KeyRefusal('unreachable', `The keys of ${url} are no JWK set of at most 100 RSA and 100 EC keys.`)
  return keys
}
