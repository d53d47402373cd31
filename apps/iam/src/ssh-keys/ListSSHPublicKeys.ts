import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { pageOfAll } from '../pagination.ts'
import { onUserOrCaller, userNameFor } from '../users/calling-user.ts'

/** Without the keys themselves. Root has none. */
export const ListSSHPublicKeys = iamOperation(iam.ListSSHPublicKeys, {
  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const { entities, store } = request.context
    const name = userNameFor(input.UserName, request)
    const user = name === undefined ? undefined : await entities.get('user', request, name)
    const keys = user === undefined ? [] : await store.sshKeys.ofUser(user.id)
    const { items, page } = pageOfAll(keys, input, (key) => `${key.uploadedAt.toISOString()}/${key.id}`)
    const listed = items.map((key) => ({
      UserName: user?.name ?? '',
      SSHPublicKeyId: key.id,
      Status: key.status as 'Active' | 'Inactive',
      UploadDate: key.uploadedAt,
    }))
    return { SSHPublicKeys: listed, ...page }
  },
})
