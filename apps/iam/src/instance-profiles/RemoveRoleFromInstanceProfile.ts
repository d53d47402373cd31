import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { refuseIfProtected } from '../entities/protected-roles.ts'
import { roleNotInProfile } from './errors.ts'

export const RemoveRoleFromInstanceProfile = iamOperation(iam.RemoveRoleFromInstanceProfile, {
  access: async (input, request) => [await onEntity({ kind: 'instance-profile', name: input.InstanceProfileName }, request)],

  async run(input, request) {
    const { entities, store } = request.context
    const profile = await entities.get('instance-profile', request, input.InstanceProfileName)
    const role = await entities.get('role', request, input.RoleName)
    refuseIfProtected('role', role)
    if (profile.roleId !== role.id) throw roleNotInProfile(input.RoleName, input.InstanceProfileName)
    await store.instanceProfiles.update(profile.id, { roleId: null })
    return undefined
  },
})
