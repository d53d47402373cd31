import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { pageOfAll } from '../pagination.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { getOwner } from './access-key.ts'

export const ListAccessKeys = iamOperation(iam.ListAccessKeys, {
  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const { userName, ...owner } = await getOwner(input, request)
    const keys = await request.context.store.accessKeys.list(owner)
    const { items, page } = pageOfAll(keys, input, (key) => `${key.createdAt.toISOString()}/${key.id}`)
    const metadata = items.map((key) => ({
      ...(userName === undefined ? {} : { UserName: userName }),
      AccessKeyId: key.id,
      Status: key.status,
      CreateDate: key.createdAt,
    }))
    return { AccessKeyMetadata: metadata, ...page }
  },
})
