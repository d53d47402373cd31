import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onPolicy } from '../entities/access.ts'
import { cannotDeleteForeignPolicy, policyHasVersions, policyInUse } from './errors.ts'
import { getPolicy, refuseForeignPolicy } from './policy.ts'

export const DeletePolicy = iamOperation(iam.DeletePolicy, {
  access: async (input, request) => [await onPolicy(input.PolicyArn, request)],

  async run(input, request) {
    refuseForeignPolicy(input.PolicyArn, request, cannotDeleteForeignPolicy)
    const policy = await getPolicy(input.PolicyArn, request)
    if (policy.attachmentCount > 0 || policy.boundaryCount > 0) throw policyInUse()
    const { managedPolicies } = request.context.store
    if ((await managedPolicies.versions(policy)).length > 1) throw policyHasVersions()
    await managedPolicies.remove(policy.id)
    return undefined
  },
})
