import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { refuseIfProtected } from '../entities/protected-roles.ts'

export const UpdateRole = iamOperation(iam.UpdateRole, {
  access: async (input, request) => [await onEntity({ kind: 'role', name: input.RoleName, withBoundary: true }, request)],

  async run(input, request) {
    const role = await request.context.entities.get('role', request, input.RoleName)
    // Of roles that are AWS's own the description alone may be changed.
    if (input.MaxSessionDuration !== undefined) refuseIfProtected('role', role)
    await request.context.store.roles.update(role.id, {
      ...(input.Description === undefined ? {} : { description: input.Description }),
      ...(input.MaxSessionDuration === undefined ? {} : { maxSessionSeconds: input.MaxSessionDuration }),
    })
    return {}
  },
})
