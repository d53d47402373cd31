import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { getProvider, onProvider } from './oidc-provider.ts'

export const GetOpenIDConnectProvider = iamOperation(iam.GetOpenIDConnectProvider, {
  access: async (input, request) => [await onProvider(input, request)],

  async run(input, request) {
    const { url, clientIds, thumbprints, createdAt, tags } = await getProvider(input, request)
    return {
      // AWS shows the URL without its scheme.
      Url: url.replace(/^https?:\/\//, ''),
      ClientIDList: clientIds,
      ThumbprintList: thumbprints,
      CreateDate: createdAt,
      Tags: tags,
    }
  },
})
