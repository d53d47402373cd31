import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { mustRemoveRolesFirst } from '../errors.ts'

export const DeleteInstanceProfile = iamOperation(iam.DeleteInstanceProfile, {
  access: async (input, request) => [await onEntity({ kind: 'instance-profile', name: input.InstanceProfileName }, request)],

  async run(input, request) {
    const profile = await request.context.entities.get('instance-profile', request, input.InstanceProfileName)
    if (profile.roleId !== null) throw mustRemoveRolesFirst()
    await request.context.store.instanceProfiles.remove(profile.id)
    return undefined
  },
})
