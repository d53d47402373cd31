import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { getOwnedKey } from './access-key.ts'

export const DeleteAccessKey = iamOperation(iam.DeleteAccessKey, {
  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const key = await getOwnedKey(input, request)
    await request.context.store.accessKeys.remove(key.id)
    return undefined
  },
})
