import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { readStatus } from '../key-status.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { getOwnedKey } from './access-key.ts'

export const UpdateAccessKey = iamOperation(iam.UpdateAccessKey, {
  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const status = readStatus(input.Status)
    const key = await getOwnedKey(input, request)
    await request.context.store.accessKeys.setStatus(key.id, status)
    return undefined
  },
})
