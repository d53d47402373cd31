import { type DecodedToken, decodeToken, type IssuerKeys, KeyRefusal, signatureFault } from '@rolecall/oidc'
import type { ConditionKeys } from '@rolecall/pipeline'
import type { RoleRecord, Store } from '@rolecall/store'
import type { AwsError } from '@rolecall/models'
import { missingRole } from '../assume-role/missing-role.ts'
import { sessionLifetime } from '../assume-role/session-lifetime.ts'
import { type SessionTags, sessionTags } from '../assume-role/session-tags.ts'
import type { TrustingRole, TrustingRoles } from '../assume-role/trusting-roles.ts'
import {
  accessTokensNotSimulated,
  invalidToken,
  keysUnavailable,
  noSuchProvider,
  notAToken,
  notAuthorized,
  providerTimeout,
  thumbprintMismatch,
  unknownProviderId,
} from './errors.ts'
import { identityKeys } from './identity-keys.ts'
import { accessTokenProviders, findProvider, type IdentityProvider, trustsSomeProvider } from './identity-provider.ts'
import { type Audience, audienceOf, checkRequiredClaims, checkTimes, issuerOf, subjectOf } from './token-claims.ts'
import { tokenSourceIdentity, tokenTags } from './token-tags.ts'

const action = 'sts:AssumeRoleWithWebIdentity'

/** Someone who showed a token that holds, for a role that trusts some provider. */
export interface WebIdentity extends TrustingRole {
  role: RoleRecord
  lifetimeSeconds: number
  provider: IdentityProvider
  subject: string
  audience: Audience
  keys: ConditionKeys
  tags: SessionTags
  sourceIdentity: string | undefined
}

/** What is asked of a web identity. */
interface WebIdentityInput {
  RoleArn?: string | undefined
  WebIdentityToken?: string | undefined
  ProviderId?: string | undefined
  DurationSeconds?: number | undefined
}

interface Dependencies {
  store: Store
  roles: TrustingRoles
  keys: IssuerKeys
}

const keyError = ({ kind, message }: KeyRefusal): AwsError => {
  if (kind === 'timeout') return providerTimeout(message)
  return kind === 'thumbprint' ? thumbprintMismatch(message) : keysUnavailable(message)
}

const readToken = ({ ProviderId: providerId, WebIdentityToken: text = '' }: WebIdentityInput): DecodedToken => {
  if (providerId !== undefined) throw accessTokenProviders.has(providerId) ? accessTokensNotSimulated(providerId) : unknownProviderId(providerId)
  const token = decodeToken(text)
  if (token === undefined) throw notAToken()
  return token
}

/** Verifies web identities, each once per request: authorization and the operation both need it. */
export class WebIdentities {
  readonly #dependencies: Dependencies
  readonly #verified = new Map<string, Promise<WebIdentity>>()

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies
  }

  /** Refuses in the order that was observed of AWS. May wait for the issuer's server, so no transaction may be open. */
  verify(input: WebIdentityInput, now: Date): Promise<WebIdentity> {
    const token = input.WebIdentityToken ?? ''
    const verifying = this.#verified.get(token) ?? this.#verify(input, now)
    this.#verified.set(token, verifying)
    return verifying
  }

  async #verify(input: WebIdentityInput, now: Date): Promise<WebIdentity> {
    const token = readToken(input)
    const { role, trustPolicy } = await this.#findRole(input.RoleArn ?? '')
    const lifetimeSeconds = sessionLifetime(input.DurationSeconds, role.maxSessionSeconds, { kind: 'anonymous' })
    const { claims } = token
    const issuer = issuerOf(claims)
    const provider = await findProvider(issuer, role, this.#dependencies.store)
    if (provider === undefined) throw noSuchProvider(issuer)
    const audience = audienceOf(claims, provider.clientIds)
    checkRequiredClaims(claims)
    await this.#checkSignature(input.WebIdentityToken ?? '', token, provider)
    checkTimes(claims, now)
    return {
      role,
      trustPolicy,
      lifetimeSeconds,
      provider,
      subject: subjectOf(claims),
      audience,
      keys: identityKeys(provider, claims, audience),
      tags: sessionTags(tokenTags(claims), undefined),
      sourceIdentity: tokenSourceIdentity(claims),
    }
  }

  /** A role that is missing and one that trusts no provider are answered alike, so that names cannot be probed. */
  async #findRole(roleArn: string): Promise<TrustingRole & { role: RoleRecord }> {
    const { roles, store } = this.#dependencies
    const { role, trustPolicy } = await roles.find(roleArn, store)
    if (role === undefined) throw notAuthorized(action, await missingRole(roleArn, store))
    if (!(await trustsSomeProvider({ policy: trustPolicy, action, key: role }, store))) {
      throw notAuthorized(action, "No statement of the role's trust policy allows the action to an identity provider that exists in its account.")
    }
    return { role, trustPolicy }
  }

  async #checkSignature(text: string, { keyId }: DecodedToken, provider: IdentityProvider): Promise<void> {
    const { keys, store } = this.#dependencies
    try {
      const fault = await signatureFault(text, await keys.find(provider, keyId, store))
      if (fault !== undefined) throw invalidToken(fault)
    } catch (error) {
      throw error instanceof KeyRefusal ? keyError(error) : error
    }
  }
}
