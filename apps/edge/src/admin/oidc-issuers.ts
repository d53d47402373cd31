import { builtInIssuerPath, isIssuerName, readKeySet } from '@rolecall/oidc'
import type { OidcIssuerRecord } from '@rolecall/store'
import type { EdgeContext } from '../context.ts'
import { AdminError } from './admin-error.ts'

const longestSeconds = 7 * 24 * 3600
const defaultSeconds = 3600

const checkedName = (name: string): string => {
  if (!isIssuerName(name)) throw new AdminError(400, 'An issuer is named by 1 to 63 letters, digits, dots, hyphens and underscores.')
  return name
}

const membersOf = (body: unknown): Record<string, unknown> => {
  if (body === undefined) return {}
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new AdminError(400, 'The body must be a JSON object.')
  return body as Record<string, unknown>
}

/** Where the issuer is reached, as the caller reached the edge. */
const urlAt = (host: string | undefined, name: string): string => `http://${host ?? 'localhost'}${builtInIssuerPath(name)}`

// Everybody may read, so reading makes no issuer.
const getIssuer = async (context: EdgeContext, name: string): Promise<OidcIssuerRecord> => {
  const issuer = await context.issuers.find(checkedName(name))
  if (issuer === undefined) throw new AdminError(404, `There is no issuer ${name} yet; its first token or PUT makes it.`)
  return issuer
}

/** OpenID Connect discovery. */
export const describeIssuer = async (context: EdgeContext, name: string, host: string | undefined): Promise<object> => {
  const { url, keys } = await getIssuer(context, name)
  return {
    issuer: url ?? urlAt(host, name),
    jwks_uri: `${urlAt(host, name)}/jwks`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [...new Set(keys.keys.map((key) => key['alg'] ?? 'RS256'))],
  }
}

export const issuerKeys = async (context: EdgeContext, name: string): Promise<object> => (await getIssuer(context, name)).keys

/** Every issuer with the ids of its keys, the signing one first. */
export const listIssuers = async (context: EdgeContext, host: string | undefined): Promise<object> => ({
  issuers: (await context.issuers.list()).map(({ name, url, keys, signingKey }) => ({
    name,
    issuer: url ?? urlAt(host, name),
    signsHere: signingKey !== null,
    keyIds: keys.keys.map((key) => key['kid']),
  })),
})

const refuseForAccounts = async (context: EdgeContext, name: string): Promise<void> => {
  if (await context.store.accounts.ownsIssuer(name)) throw new AdminError(409, `The issuer ${name} signs for the principals of an account.`)
}

/** Its tokens hold no more; the next use of the name makes a new issuer with new keys. */
export const removeIssuer = async (context: EdgeContext, name: string): Promise<object> => {
  await refuseForAccounts(context, name)
  if (!(await context.issuers.remove(checkedName(name)))) throw new AdminError(404, `There is no issuer ${name}.`)
  return { status: 'ok' }
}

const readSeconds = (value: unknown): number => {
  if (value === undefined) return defaultSeconds
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= longestSeconds) return value
  throw new AdminError(400, `expiresInSeconds must be a whole number from 1 to ${longestSeconds}.`)
}

/** Signs a token with the given claims; `iss`, `iat`, `exp` and `jti` are set unless given. */
export const mintToken = async (context: EdgeContext, name: string, request: { body: unknown; host: string | undefined }): Promise<object> => {
  const { claims, expiresInSeconds } = membersOf(request.body)
  const lifetimeSeconds = readSeconds(expiresInSeconds)
  const issued = await context.issuers.issue(checkedName(name), { issuerUrl: urlAt(request.host, name), lifetimeSeconds, claims: membersOf(claims) })
  if (issued === undefined) throw new AdminError(409, `The keys of the issuer ${name} were registered; whoever has the private ones signs.`)
  return { token: issued.token, issuer: issued.issuer, expiresAt: issued.expiresAt.toISOString() }
}

const readUrl = (value: unknown): string | null => {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value)) return value
  throw new AdminError(400, 'issuer must be an http or https URL.')
}

/** Says what tokens call the issuer, such as `https://token.actions.githubusercontent.com`, and registers keys that others sign with. */
export const configureIssuer = async (context: EdgeContext, name: string, request: { body: unknown; host: string | undefined }): Promise<object> => {
  const { issuer, jwks } = membersOf(request.body)
  const keys = jwks === undefined ? undefined : readKeySet(jwks)
  if (jwks !== undefined && keys === undefined) throw new AdminError(400, 'jwks must be a JWK set.')
  if (keys !== undefined) await refuseForAccounts(context, name)
  const isDone = await context.issuers.configure(checkedName(name), { url: readUrl(issuer), keys })
  if (!isDone) throw new AdminError(409, 'Another issuer has this URL.')
  return describeIssuer(context, name, request.host)
}

/** A new key signs from now on; tokens of the older ones stay good unless `{"drop": true}`. */
export const rotateKeys = async (context: EdgeContext, name: string, body: unknown): Promise<object> => {
  const isDone = await context.issuers.rotate(checkedName(name), { drop: membersOf(body)['drop'] === true })
  if (!isDone) throw new AdminError(409, `The keys of the issuer ${name} were registered; whoever has the private ones rotates them.`)
  return issuerKeys(context, name)
}
