import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onList } from '../entities/access.ts'
import { keyBefore, pageOf, readLimit } from '../pagination.ts'
import { listedUser } from './user.ts'

export const ListUsers = iamOperation(iam.ListUsers, {
  access: (input, request) => [onList('user', input.PathPrefix, request)],

  async run(input, request) {
    const { users } = request.context.store
    const read = await users.list(request, { pathPrefix: input.PathPrefix ?? '/', afterName: keyBefore(input), limit: readLimit(input) })
    const { items, page } = pageOf(read, input, (user) => user.name)
    return { Users: items.map(listedUser), ...page }
  },
})
