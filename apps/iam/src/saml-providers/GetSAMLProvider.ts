import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { providerNotFound } from './errors.ts'
import { onSamlProvider } from './saml-provider.ts'

export const GetSAMLProvider = iamOperation(iam.GetSAMLProvider, {
  access: async (input, request) => [await onSamlProvider(input, request)],

  async run(input, { context }) {
    const provider = await context.store.samlProviders.findWhole(input.SAMLProviderArn)
    if (provider === undefined) throw providerNotFound(input.SAMLProviderArn)
    return {
      SAMLProviderUUID: provider.uuid,
      SAMLMetadataDocument: provider.metadata,
      CreateDate: provider.createdAt,
      ValidUntil: provider.validUntil,
      Tags: provider.tags,
      AssertionEncryptionMode: 'Allowed' as const,
      PrivateKeyList: [],
    }
  },
})
