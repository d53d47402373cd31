import { iam } from '@rolecall/models'
import type { PolicyHolder } from '@rolecall/store'
import { iamOperation } from '../context.ts'
import { onPolicy } from '../entities/access.ts'
import { pageOfAll } from '../pagination.ts'
import { policyNotAttachable } from './errors.ts'

interface HolderFilter {
  EntityFilter?: string | undefined
  PathPrefix?: string | undefined
  PolicyUsageFilter?: string | undefined
}

const keyOf = (holder: PolicyHolder): string => `${holder.kind}/${holder.name}`

const isWanted = (holder: PolicyHolder, filter: HolderFilter): boolean => {
  if (filter.EntityFilter !== undefined && filter.EntityFilter.toLowerCase() !== holder.kind) return false
  if (filter.PolicyUsageFilter !== undefined && holder.isAttached !== (filter.PolicyUsageFilter === 'PermissionsPolicy')) return false
  return holder.path.startsWith(filter.PathPrefix ?? '/')
}

/** The policy's holders that the filter keeps, each once even if it has the policy both ways. */
const wantedHolders = (holders: PolicyHolder[], filter: HolderFilter): PolicyHolder[] => [
  ...new Map(holders.filter((holder) => isWanted(holder, filter)).map((holder) => [keyOf(holder), holder])).values(),
]

export const ListEntitiesForPolicy = iamOperation(iam.ListEntitiesForPolicy, {
  access: async (input, request) => [await onPolicy(input.PolicyArn, request)],

  async run(input, request) {
    const policy = await request.context.entities.findPolicy(request, input.PolicyArn)
    if (policy === undefined) throw policyNotAttachable(input.PolicyArn)
    const holders = await request.context.store.attachments.holders(policy.arn, request)
    const { items, page } = pageOfAll(wantedHolders(holders, input), input, keyOf)
    const ofKind = (kind: PolicyHolder['kind']): PolicyHolder[] => items.filter((holder) => holder.kind === kind)
    return {
      PolicyGroups: ofKind('group').map(({ id, name }) => ({ GroupName: name, GroupId: id })),
      PolicyUsers: ofKind('user').map(({ id, name }) => ({ UserName: name, UserId: id })),
      PolicyRoles: ofKind('role').map(({ id, name }) => ({ RoleName: name, RoleId: id })),
      ...page,
    }
  },
})
