import { iam } from '@rolecall/models'
import type { Store, UserRecord } from '@rolecall/store'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { mustDeletePoliciesFirst, mustDetachPoliciesFirst, mustRemoveUsersFirst } from '../errors.ts'
import {
  mustDeleteAccessKeysFirst,
  mustDeleteLoginProfileFirst,
  mustDeleteMfaDeviceFirst,
  mustDeleteSigningCertificatesFirst,
  mustRemoveReferencedObjectsFirst,
} from './errors.ts'

/** What a user holds to prove who is calling; all of it has to go first. */
const refuseWithCredentials = async (user: UserRecord, store: Store): Promise<void> => {
  const owner = { ...user, userId: user.id }
  if ((await store.loginProfiles.find(user.id)) !== undefined) throw mustDeleteLoginProfileFirst()
  if ((await store.accessKeys.count(owner)) > 0) throw mustDeleteAccessKeysFirst()
  if ((await store.mfaDevices.ofUser(user.id)).length > 0) throw mustDeleteMfaDeviceFirst()
  if ((await store.signingCertificates.list(owner)).length > 0) throw mustDeleteSigningCertificatesFirst()
  const [sshKeys, credentials] = await Promise.all([store.sshKeys.ofUser(user.id), store.serviceCredentials.ofUser(user.id)])
  if (sshKeys.length + credentials.length > 0) throw mustRemoveReferencedObjectsFirst()
}

export const DeleteUser = iamOperation(iam.DeleteUser, {
  access: async (input, request) => [await onEntity({ kind: 'user', name: input.UserName }, request)],

  async run(input, request) {
    const { store, entities } = request.context
    const user = await entities.get('user', request, input.UserName)
    if ((await store.groups.countOfUser(user.id)) > 0) throw mustRemoveUsersFirst()
    if ((await store.attachments.count(user.id)) > 0) throw mustDetachPoliciesFirst()
    if ((await store.inlinePolicies.count(user.id)) > 0) throw mustDeletePoliciesFirst()
    await refuseWithCredentials(user, store)
    await store.users.remove(user.id)
    return undefined
  },
})
