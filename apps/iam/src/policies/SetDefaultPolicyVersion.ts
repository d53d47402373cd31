import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onPolicy } from '../entities/access.ts'
import { cannotUpdateForeignPolicy } from './errors.ts'
import { getVersion, refuseForeignPolicy } from './policy.ts'

export const SetDefaultPolicyVersion = iamOperation(iam.SetDefaultPolicyVersion, {
  access: async (input, request) => [await onPolicy(input.PolicyArn, request)],

  async run(input, request) {
    refuseForeignPolicy(input.PolicyArn, request, cannotUpdateForeignPolicy)
    const { policy, version } = await getVersion(input.PolicyArn, input.VersionId, request)
    await request.context.store.managedPolicies.update(policy.id, { defaultVersion: version.version, updatedAt: wholeSeconds(request.now) })
    return undefined
  },
})
