import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { getSamlProvider, onSamlProvider } from './saml-provider.ts'

/** Roles may go on naming the provider: nobody can assume them by it any more. */
export const DeleteSAMLProvider = iamOperation(iam.DeleteSAMLProvider, {
  access: async (input, request) => [await onSamlProvider(input, request)],

  async run(input, request) {
    const { arn } = await getSamlProvider(input, request)
    await request.context.store.samlProviders.remove(arn)
    return undefined
  },
})
