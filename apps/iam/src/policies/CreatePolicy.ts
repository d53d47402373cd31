import { wholeSeconds } from '@rolecall/clock'
import { iamArn } from '@rolecall/ids'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onNew } from '../entities/access.ts'
import { quotaExceeded } from '../errors.ts'
import { readTags, tagsIfAny } from '../tags/tags.ts'
import { policyAlreadyExists } from './errors.ts'
import { policyAnswer } from './policy.ts'
import { checkManagedDocument } from './policy-documents.ts'

export const CreatePolicy = iamOperation(iam.CreatePolicy, {
  effect: 'write',

  access: (input, request) =>
    onNew({ type: 'policy', path: input.Path, name: input.PolicyName, tags: input.Tags, tagAction: 'iam:TagPolicy' }, request),

  async run(input, { context, partition, account, now }) {
    const tags = readTags(input.Tags, { ignoresCase: false })
    checkManagedDocument(input.PolicyDocument, context.quotas)
    const path = input.Path ?? '/'
    const createdAt = wholeSeconds(now)
    const policy = {
      id: context.ids.uniqueId('ANPA', account),
      partition,
      account,
      arn: iamArn(partition, account, { type: 'policy', path, name: input.PolicyName }),
      name: input.PolicyName,
      path,
      description: input.Description ?? null,
      createdAt,
      updatedAt: createdAt,
      defaultVersion: 1,
      nextVersion: 2,
      tags,
    }
    const addition = await context.store.managedPolicies.add(policy, context.quotas.PoliciesPerAccount)
    if (addition === 'taken') throw policyAlreadyExists(input.PolicyName)
    if (addition === 'full') throw quotaExceeded(context.quotas, 'PoliciesPerAccount')
    await context.store.managedPolicies.addVersion(policy.id, { version: 1, document: input.PolicyDocument, createdAt })
    return { Policy: { ...policyAnswer({ ...policy, attachmentCount: 0, boundaryCount: 0 }), ...tagsIfAny(tags) } }
  },
})
