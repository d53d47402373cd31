import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onPolicy } from '../entities/access.ts'
import { pageOfAll } from '../pagination.ts'
import { getPolicy, versionAnswer } from './policy.ts'

// Newest first, so the key falls while the version rises.
const keyOf = ({ version }: { version: number }): string => String(1_000_000_000 - version).padStart(10, '0')

export const ListPolicyVersions = iamOperation(iam.ListPolicyVersions, {
  access: async (input, request) => [await onPolicy(input.PolicyArn, request)],

  async run(input, request) {
    const policy = await getPolicy(input.PolicyArn, request)
    const versions = await request.context.store.managedPolicies.versions(policy)
    const { items, page } = pageOfAll(versions, input, keyOf)
    return { Versions: items.map((version) => versionAnswer(policy, version)), ...page }
  },
})
