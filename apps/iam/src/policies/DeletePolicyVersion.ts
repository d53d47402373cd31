import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onPolicy } from '../entities/access.ts'
import { cannotDeleteForeignVersion, versionIsDefault } from './errors.ts'
import { getVersion, refuseForeignPolicy } from './policy.ts'

export const DeletePolicyVersion = iamOperation(iam.DeletePolicyVersion, {
  access: async (input, request) => [await onPolicy(input.PolicyArn, request)],

  async run(input, request) {
    refuseForeignPolicy(input.PolicyArn, request, cannotDeleteForeignVersion)
    const { policy, version } = await getVersion(input.PolicyArn, input.VersionId, request)
    if (version.version === policy.defaultVersion) throw versionIsDefault()
    await request.context.store.managedPolicies.removeVersion(policy.id, version.version)
    return undefined
  },
})
