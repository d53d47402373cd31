import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { mustDeletePoliciesFirst, mustDetachPoliciesFirst, mustRemoveUsersFirst } from '../errors.ts'

export const DeleteGroup = iamOperation(iam.DeleteGroup, {
  access: async (input, request) => [await onEntity({ kind: 'group', name: input.GroupName }, request)],

  async run(input, request) {
    const { store, entities } = request.context
    const group = await entities.get('group', request, input.GroupName)
    if ((await store.groups.countMembers(group.id)) > 0) throw mustRemoveUsersFirst()
    if ((await store.attachments.count(group.id)) > 0) throw mustDetachPoliciesFirst()
    if ((await store.inlinePolicies.count(group.id)) > 0) throw mustDeletePoliciesFirst()
    await store.groups.remove(group.id)
    return undefined
  },
})
