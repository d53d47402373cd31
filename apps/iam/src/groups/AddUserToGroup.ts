import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { quotaExceeded } from '../errors.ts'

export const AddUserToGroup = iamOperation(iam.AddUserToGroup, {
  access: async (input, request) => [await onEntity({ kind: 'group', name: input.GroupName }, request)],

  async run(input, request) {
    const { entities, store, quotas } = request.context
    const group = await entities.get('group', request, input.GroupName)
    const user = await entities.get('user', request, input.UserName)
    if (await store.groups.isMember(group.id, user.id)) return undefined
    if ((await store.groups.countOfUser(user.id)) >= quotas.GroupsPerUser) throw quotaExceeded(quotas, 'GroupsPerUser')
    await store.groups.addMember(group.id, user.id)
    return undefined
  },
})
