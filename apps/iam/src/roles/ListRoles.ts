import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onList } from '../entities/access.ts'
import { keyBefore, pageOf, readLimit } from '../pagination.ts'
import { listedRole } from './role.ts'
import { readableRoles } from './trust-policy.ts'

export const ListRoles = iamOperation(iam.ListRoles, {
  access: (input, request) => [onList('role', input.PathPrefix, request)],

  async run(input, request) {
    const { roles } = request.context.store
    const read = await roles.list(request, { pathPrefix: input.PathPrefix ?? '/', afterName: keyBefore(input), limit: readLimit(input) })
    const { items, page } = pageOf(read, input, (role) => role.name)
    const readable = await readableRoles(items, request.context.store)
    return { Roles: readable.map(listedRole), ...page }
  },
})
