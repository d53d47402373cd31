import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'

/** Not paged, as on AWS. */
export const ListOpenIDConnectProviders = iamOperation(iam.ListOpenIDConnectProviders, {
  access: (_input, { partition, account }) => [{ resource: `arn:${partition}:iam::${account}:oidc-provider/*` }],

  async run(_input, { context, partition, account }) {
    const providers = await context.store.oidcProviders.list({ partition, account })
    return { OpenIDConnectProviderList: providers.map(({ arn }) => ({ Arn: arn })) }
  },
})
