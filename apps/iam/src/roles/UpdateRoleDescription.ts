import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { listedRole } from './role.ts'
import { readableRole } from './trust-policy.ts'

export const UpdateRoleDescription = iamOperation(iam.UpdateRoleDescription, {
  access: async (input, request) => [await onEntity({ kind: 'role', name: input.RoleName, withBoundary: true }, request)],

  async run(input, request) {
    const { entities, store } = request.context
    const role = await entities.get('role', request, input.RoleName)
    await store.roles.update(role.id, { description: input.Description })
    return { Role: listedRole(await readableRole({ ...role, description: input.Description }, store)) }
  },
})
