import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { keyBefore, pageOf, readLimit } from '../pagination.ts'
import { listedUser } from '../users/user.ts'
import { groupAnswer } from './group.ts'

export const GetGroup = iamOperation(iam.GetGroup, {
  access: async (input, request) => [await onEntity({ kind: 'group', name: input.GroupName }, request)],

  async run(input, request) {
    const group = await request.context.entities.get('group', request, input.GroupName)
    const members = await request.context.store.groups.members(group.id, { afterName: keyBefore(input), limit: readLimit(input) })
    const { items, page } = pageOf(members, input, (user) => user.name)
    return { Group: groupAnswer(group), Users: items.map(listedUser), ...page }
  },
})
