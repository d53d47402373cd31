import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onList } from '../entities/access.ts'
import { keyBefore, pageOf, readLimit } from '../pagination.ts'
import { groupAnswer } from './group.ts'

export const ListGroups = iamOperation(iam.ListGroups, {
  access: (input, request) => [onList('group', input.PathPrefix, request)],

  async run(input, request) {
    const { groups } = request.context.store
    const read = await groups.list(request, { pathPrefix: input.PathPrefix ?? '/', afterName: keyBefore(input), limit: readLimit(input) })
    const { items, page } = pageOf(read, input, (group) => group.name)
    return { Groups: items.map(groupAnswer), ...page }
  },
})
