import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onList } from '../entities/access.ts'
import { keyBefore, pageOf, readLimit } from '../pagination.ts'
import { policyAnswer } from './policy.ts'

const awsOwner = 'aws'

const ownersIn = (scope: string | undefined, account: string): string[] => {
  if (scope === 'AWS') return [awsOwner]
  return scope === 'Local' ? [account] : [account, awsOwner]
}

export const ListPolicies = iamOperation(iam.ListPolicies, {
  access: (input, request) => [{ ...onList('policy', input.PathPrefix, request), shownResource: `policy path ${input.PathPrefix ?? '/'}` }],

  async run(input, request) {
    // A customer policy may bear the name of one of AWS's, so the owner is part of the key.
    const [afterName = '', afterOwner = ''] = keyBefore(input).split('/')
    const policies = await request.context.store.managedPolicies.listUsed(request, {
      owners: ownersIn(input.Scope, request.account),
      pathPrefix: input.PathPrefix ?? '/',
      afterName,
      afterOwner,
      isAttached: input.OnlyAttached === true || input.PolicyUsageFilter === 'PermissionsPolicy',
      isBoundary: input.PolicyUsageFilter === 'PermissionsBoundary',
      limit: readLimit(input),
    })
    const { items, page } = pageOf(policies, input, (policy) => `${policy.name}/${policy.account}`)
    return { Policies: items.map(policyAnswer), ...page }
  },
})
