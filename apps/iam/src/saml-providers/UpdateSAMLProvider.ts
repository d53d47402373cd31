import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { getSamlProvider, onSamlProvider, readSamlMetadata, refuseEncryption } from './saml-provider.ts'

export const UpdateSAMLProvider = iamOperation(iam.UpdateSAMLProvider, {
  access: async (input, request) => [await onSamlProvider(input, request)],

  async run(input, request) {
    refuseEncryption(input)
    const { arn } = await getSamlProvider(input, request)
    const { SAMLMetadataDocument: metadata } = input
    if (metadata !== undefined) await request.context.store.samlProviders.update(arn, await readSamlMetadata(metadata, wholeSeconds(request.now)))
    return { SAMLProviderArn: arn }
  },
})
