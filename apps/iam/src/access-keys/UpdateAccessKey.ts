import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { getOwnedKey } from './access-key.ts'
import { unknownStatus } from './errors.ts'

export const UpdateAccessKey = iamOperation(iam.UpdateAccessKey, {
  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const { Status } = input
    if (Status !== 'Active' && Status !== 'Inactive') throw unknownStatus()
    const key = await getOwnedKey(input, request)
    await request.context.store.accessKeys.setStatus(key.id, Status)
    return undefined
  },
})
