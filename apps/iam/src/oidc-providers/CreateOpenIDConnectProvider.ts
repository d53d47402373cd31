import { wholeSeconds } from '@rolecall/clock'
import { oidcProviderArn } from '@rolecall/ids'
import { iam } from '@rolecall/models'
import { requestTagKeys } from '@rolecall/pipeline'
import { iamOperation } from '../context.ts'
import { quotaExceeded } from '../errors.ts'
import { readTags, tagsIfAny } from '../tags/tags.ts'
import { providerAlreadyExists } from './errors.ts'
import { readClientIds, readThumbprints } from './oidc-provider.ts'
import { checkProviderUrl } from './provider-url.ts'

export const CreateOpenIDConnectProvider = iamOperation(iam.CreateOpenIDConnectProvider, {
  effect: 'write',

  access(input, { partition, account }) {
    const check = { resource: oidcProviderArn(partition, account, input.Url), conditionKeys: requestTagKeys(input.Tags) }
    const hasTags = input.Tags !== undefined && input.Tags.length > 0
    return hasTags ? [check, { ...check, action: 'iam:TagOpenIDConnectProvider' }] : [check]
  },

  async run(input, { context, partition, account, now }) {
    checkProviderUrl(input.Url, context.httpIssuers)
    const tags = readTags(input.Tags, { ignoresCase: false })
    const arn = oidcProviderArn(partition, account, input.Url)
    const provider = {
      arn,
      partition,
      account,
      url: input.Url,
      clientIds: readClientIds(input.ClientIDList, context.quotas),
      // AWS would fetch the top certificate's when none are given; here none are needed where the public CAs suffice.
      thumbprints: readThumbprints(input.ThumbprintList),
      createdAt: wholeSeconds(now),
      tags,
    }
    const addition = await context.store.oidcProviders.add(provider, context.quotas.OpenIDConnectProvidersPerAccount)
    if (addition === 'taken') throw providerAlreadyExists(input.Url)
    if (addition === 'full') throw quotaExceeded(context.quotas, 'OpenIDConnectProvidersPerAccount')
    return { OpenIDConnectProviderArn: arn, ...tagsIfAny(tags) }
  },
})
