import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { readableRole } from '../roles/trust-policy.ts'
import { profileAnswer } from './instance-profile.ts'

export const GetInstanceProfile = iamOperation(iam.GetInstanceProfile, {
  access: async (input, request) => [await onEntity({ kind: 'instance-profile', name: input.InstanceProfileName }, request)],

  async run(input, request) {
    const { entities, store } = request.context
    const profile = await entities.get('instance-profile', request, input.InstanceProfileName)
    const role = profile.roleId === null ? undefined : await store.roles.findById(profile.roleId)
    const readable = role && (await readableRole(role, store))
    return { InstanceProfile: { ...profileAnswer(profile, readable), Tags: profile.tags } }
  },
})
