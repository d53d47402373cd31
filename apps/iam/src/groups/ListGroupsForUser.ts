import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { keyBefore, pageOf, readLimit } from '../pagination.ts'
import { groupAnswer } from './group.ts'

export const ListGroupsForUser = iamOperation(iam.ListGroupsForUser, {
  access: async (input, request) => [await onEntity({ kind: 'user', name: input.UserName }, request)],

  async run(input, request) {
    const user = await request.context.entities.get('user', request, input.UserName)
    const groups = await request.context.store.groups.ofUser(user.id, { afterName: keyBefore(input), limit: readLimit(input) })
    const { items, page } = pageOf(groups, input, (group) => group.name)
    return { Groups: items.map(groupAnswer), ...page }
  },
})
