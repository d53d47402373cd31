import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { mustDeletePoliciesFirst, mustDetachPoliciesFirst, mustRemoveUsersFirst } from '../errors.ts'
import { mustDeleteAccessKeysFirst, mustDeleteLoginProfileFirst, mustDeleteMfaDeviceFirst } from './errors.ts'

export const DeleteUser = iamOperation(iam.DeleteUser, {
  access: async (input, request) => [await onEntity({ kind: 'user', name: input.UserName }, request)],

  async run(input, request) {
    const { store, entities } = request.context
    const user = await entities.get('user', request, input.UserName)
    if ((await store.groups.countOfUser(user.id)) > 0) throw mustRemoveUsersFirst()
    if ((await store.attachments.count(user.id)) > 0) throw mustDetachPoliciesFirst()
    if ((await store.inlinePolicies.count(user.id)) > 0) throw mustDeletePoliciesFirst()
    if ((await store.loginProfiles.find(user.id)) !== undefined) throw mustDeleteLoginProfileFirst()
    if ((await store.accessKeys.count({ ...user, userId: user.id })) > 0) throw mustDeleteAccessKeysFirst()
    if ((await store.mfaDevices.ofUser(user.id)).length > 0) throw mustDeleteMfaDeviceFirst()
    await store.users.remove(user.id)
    return undefined
  },
})
