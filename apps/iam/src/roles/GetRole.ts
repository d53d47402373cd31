import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { fullRole } from './role.ts'
import { readableRole } from './trust-policy.ts'

export const GetRole = iamOperation(iam.GetRole, {
  access: async (input, request) => [await onEntity({ kind: 'role', name: input.RoleName, withBoundary: true }, request)],

  async run(input, request) {
    const role = await request.context.entities.get('role', request, input.RoleName)
    return { Role: fullRole(await readableRole(role, request.context.store)) }
  },
})
