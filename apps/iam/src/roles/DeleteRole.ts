import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { refuseIfProtected } from '../entities/protected-roles.ts'
import { mustDeletePoliciesFirst, mustDetachPoliciesFirst, mustRemoveRolesFirst } from '../errors.ts'

export const DeleteRole = iamOperation(iam.DeleteRole, {
  access: async (input, request) => [await onEntity({ kind: 'role', name: input.RoleName, withBoundary: true }, request)],

  async run(input, request) {
    const { store, entities } = request.context
    const role = await entities.get('role', request, input.RoleName)
    refuseIfProtected('role', role)
    const profiles = await store.instanceProfiles.ofRole(role.id, { afterName: '', limit: 1 })
    if (profiles.length > 0) throw mustRemoveRolesFirst()
    if ((await store.attachments.count(role.id)) > 0) throw mustDetachPoliciesFirst()
    if ((await store.inlinePolicies.count(role.id)) > 0) throw mustDeletePoliciesFirst()
    await store.roles.remove(role.id)
    return undefined
  },
})
