import { sts } from '@rolecall/models'
import { outboundIssuerUrl, type SigningAlgorithm } from '@rolecall/oidc'
import { type AccessCheck, requestTagKeys } from '@rolecall/pipeline'
import { sessionTags } from '../assume-role/session-tags.ts'
import { stsOperation } from '../context.ts'
import { federationDisabled, outlivesSession, payloadTooLarge, unknownAlgorithm } from './errors.ts'
import { outboundClaims } from './outbound-claims.ts'

const defaultSeconds = 300
// AWS does not say how much is too much. What AssumeRoleWithWebIdentity takes is what a token may be anywhere.
const longestToken = 20_000

const signingAlgorithm = (text = ''): SigningAlgorithm => {
  if (text !== 'RS256' && text !== 'ES384') throw unknownAlgorithm(text)
  return text
}

/** A token by which the caller proves elsewhere who it is, signed by its account's issuer. */
export const GetWebIdentityToken = stsOperation(sts.GetWebIdentityToken, {
  access(input) {
    const { requested } = sessionTags({ Tags: input.Tags }, undefined)
    const tagKeys = requestTagKeys(requested)
    const token: AccessCheck = {
      resource: '*',
      conditionKeys: {
        'sts:IdentityTokenAudience': input.Audience ?? [],
        'sts:SigningAlgorithm': signingAlgorithm(input.SigningAlgorithm),
        'sts:DurationSeconds': String(input.DurationSeconds ?? defaultSeconds),
        ...tagKeys,
      },
    }
    return requested.length === 0 ? [token] : [token, { action: 'sts:TagGetWebIdentityToken', resource: '*', conditionKeys: tagKeys }]
  },

  async run(input, { caller, context, partition, account, region, now }) {
    const issuer = await context.store.accounts.outboundIssuer({ partition, account })
    if (issuer?.isEnabled !== true) throw federationDisabled()
    const lifetimeSeconds = input.DurationSeconds ?? defaultSeconds
    const endsAt = Math.floor(now.getTime() / 1000) + lifetimeSeconds
    if (caller.session !== undefined && endsAt > caller.session.expiresAt) throw outlivesSession()
    const { requested } = sessionTags({ Tags: input.Tags }, undefined)
    const claims = outboundClaims(caller, { audience: input.Audience ?? [], tags: requested, region })
    const issued = await context.issuers.issue(issuer.name, {
      issuerUrl: outboundIssuerUrl(issuer.name, partition),
      lifetimeSeconds,
      claims,
      algorithm: signingAlgorithm(input.SigningAlgorithm),
    })
    if (issued === undefined) throw new Error(`The issuer ${issuer.name} does not sign here.`)
    if (issued.token.length > longestToken) throw payloadTooLarge()
    return { WebIdentityToken: issued.token, Expiration: issued.expiresAt }
  },
})
