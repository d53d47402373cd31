import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'

/** Not paged, as on AWS. */
export const ListSAMLProviders = iamOperation(iam.ListSAMLProviders, {
  access: (_input, { partition, account }) => [{ resource: `arn:${partition}:iam::${account}:saml-provider/*` }],

  async run(_input, { context, partition, account }) {
    const providers = await context.store.samlProviders.list({ partition, account })
    return { SAMLProviderList: providers.map(({ arn, validUntil, createdAt }) => ({ Arn: arn, ValidUntil: validUntil, CreateDate: createdAt })) }
  },
})
