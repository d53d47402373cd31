import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onPolicy } from '../entities/access.ts'
import { getVersion, versionAnswer } from './policy.ts'
import { encodeDocument } from './policy-documents.ts'

export const GetPolicyVersion = iamOperation(iam.GetPolicyVersion, {
  access: async (input, request) => [await onPolicy(input.PolicyArn, request)],

  async run(input, request) {
    const { policy, version } = await getVersion(input.PolicyArn, input.VersionId, request)
    return { PolicyVersion: { Document: encodeDocument(version.document), ...versionAnswer(policy, version) } }
  },
})
