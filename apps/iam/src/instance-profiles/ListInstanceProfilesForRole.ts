import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { keyBefore, pageOf, readLimit } from '../pagination.ts'
import { profileAnswers } from './instance-profile.ts'

export const ListInstanceProfilesForRole = iamOperation(iam.ListInstanceProfilesForRole, {
  access: async (input, request) => [await onEntity({ kind: 'role', name: input.RoleName }, request)],

  async run(input, request) {
    const { entities, store } = request.context
    const role = await entities.get('role', request, input.RoleName)
    const profiles = await store.instanceProfiles.ofRole(role.id, { afterName: keyBefore(input), limit: readLimit(input) })
    const { items, page } = pageOf(profiles, input, (profile) => profile.name)
    return { InstanceProfiles: await profileAnswers(items, store), ...page }
  },
})
