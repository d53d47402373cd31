import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onPolicy } from '../entities/access.ts'
import { cannotUpdateForeignPolicy, tooManyVersions } from './errors.ts'
import { getPolicy, refuseForeignPolicy, versionAnswer } from './policy.ts'
import { checkManagedDocument } from './policy-documents.ts'

const maximumVersions = 5

export const CreatePolicyVersion = iamOperation(iam.CreatePolicyVersion, {
  access: async (input, request) => [await onPolicy(input.PolicyArn, request)],

  async run(input, request) {
    refuseForeignPolicy(input.PolicyArn, request, cannotUpdateForeignPolicy)
    const policy = await getPolicy(input.PolicyArn, request)
    checkManagedDocument(input.PolicyDocument, request.context.quotas)
    const { managedPolicies } = request.context.store
    if ((await managedPolicies.versions(policy)).length >= maximumVersions) throw tooManyVersions()
    const createdAt = wholeSeconds(request.now)
    const version = { version: policy.nextVersion, document: input.PolicyDocument, createdAt }
    const defaultVersion = input.SetAsDefault === true ? version.version : policy.defaultVersion
    await managedPolicies.addVersion(policy.id, version)
    await managedPolicies.update(policy.id, { nextVersion: version.version + 1, defaultVersion, updatedAt: createdAt })
    return { PolicyVersion: versionAnswer({ ...policy, defaultVersion }, version) }
  },
})
