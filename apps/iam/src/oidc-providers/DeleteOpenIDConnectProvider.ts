import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { providerToDeleteNotFound } from './errors.ts'
import { getProvider, onProvider } from './oidc-provider.ts'

/** Roles may go on naming the provider: nobody can assume them by it any more. */
export const DeleteOpenIDConnectProvider = iamOperation(iam.DeleteOpenIDConnectProvider, {
  access: async (input, request) => [await onProvider(input, request)],

  async run(input, request) {
    const { arn } = await getProvider(input, request, providerToDeleteNotFound)
    await request.context.store.oidcProviders.remove(arn)
    return undefined
  },
})
