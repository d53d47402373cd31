import { wholeSeconds } from '@rolecall/clock'
import { samlProviderArn } from '@rolecall/ids'
import { iam } from '@rolecall/models'
import { requestTagKeys } from '@rolecall/pipeline'
import { iamOperation } from '../context.ts'
import { quotaExceeded } from '../errors.ts'
import { readTags, tagsIfAny } from '../tags/tags.ts'
import { providerAlreadyExists } from './errors.ts'
import { readSamlMetadata, refuseEncryption } from './saml-provider.ts'

// 24 of the 22 to 64 capital letters and digits that the model allows.
const uuidBytes = 15

export const CreateSAMLProvider = iamOperation(iam.CreateSAMLProvider, {
  effect: 'write',

  access(input, { partition, account }) {
    const check = { resource: samlProviderArn(partition, account, input.Name), conditionKeys: requestTagKeys(input.Tags) }
    const hasTags = input.Tags !== undefined && input.Tags.length > 0
    return hasTags ? [check, { ...check, action: 'iam:TagSAMLProvider' }] : [check]
  },

  async run(input, { context, partition, account, now }) {
    refuseEncryption(input)
    const tags = readTags(input.Tags, { ignoresCase: false })
    const arn = samlProviderArn(partition, account, input.Name)
    const read = await readSamlMetadata(input.SAMLMetadataDocument, wholeSeconds(now))
    const provider = { ...read, arn, partition, account, uuid: context.ids.base32(uuidBytes), createdAt: wholeSeconds(now), tags }
    const addition = await context.store.samlProviders.add(provider, context.quotas.SAMLProvidersPerAccount)
    if (addition === 'taken') throw providerAlreadyExists(input.Name)
    if (addition === 'full') throw quotaExceeded(context.quotas, 'SAMLProvidersPerAccount')
    return { SAMLProviderArn: arn, ...tagsIfAny(tags) }
  },
})
