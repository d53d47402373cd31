import { iam } from '@rolecall/models'
import { outboundIssuerUrl } from '@rolecall/oidc'
import { iamOperation } from '../context.ts'
import { featureEnabled } from './errors.ts'
import { enabledIssuer, shownIssuerUrl } from './outbound-issuer.ts'

/** Makes the account's issuer. One that was there before comes back, so that who trusts it need not change. */
export const EnableOutboundWebIdentityFederation = iamOperation(iam.EnableOutboundWebIdentityFederation, {
  access: () => [{ resource: '*' }],

  async run(_input, request) {
    const { context, partition, account } = request
    const { accounts } = context.store
    const present = await accounts.outboundIssuer({ partition, account })
    if (present?.isEnabled === true) throw featureEnabled()
    const name = present?.name ?? context.ids.uuid()
    if (present === undefined) await context.issuers.add({ name, url: outboundIssuerUrl(name, partition), algorithms: ['RS256', 'ES384'] })
    await accounts.setOutboundIssuer({ partition, account }, { name, isEnabled: true })
    return { IssuerIdentifier: await shownIssuerUrl(name, request) }
  },
})

/** Tokens that were issued before stay good. */
export const DisableOutboundWebIdentityFederation = iamOperation(iam.DisableOutboundWebIdentityFederation, {
  access: () => [{ resource: '*' }],

  async run(_input, request) {
    const { context, partition, account } = request
    const name = await enabledIssuer(request)
    await context.store.accounts.setOutboundIssuer({ partition, account }, { name, isEnabled: false })
    return undefined
  },
})

export const GetOutboundWebIdentityFederationInfo = iamOperation(iam.GetOutboundWebIdentityFederationInfo, {
  access: () => [{ resource: '*' }],

  run: async (_input, request) => ({
    IssuerIdentifier: await shownIssuerUrl(await enabledIssuer(request), request),
    JwtVendingEnabled: true,
  }),
})
