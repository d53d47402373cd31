import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'

export const RemoveUserFromGroup = iamOperation(iam.RemoveUserFromGroup, {
  access: async (input, request) => [await onEntity({ kind: 'group', name: input.GroupName }, request)],

  async run(input, request) {
    const { entities, store } = request.context
    // Here AWS looks for the user first, in AddUserToGroup for the group.
    const user = await entities.get('user', request, input.UserName)
    const group = await entities.get('group', request, input.GroupName)
    await store.groups.removeMember(group.id, user.id)
    return undefined
  },
})
