import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { quotaExceeded } from '../errors.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { getOwner } from './access-key.ts'

export const CreateAccessKey = iamOperation(iam.CreateAccessKey, {
  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const { store, ids, quotas } = request.context
    const { userName, ...owner } = await getOwner(input, request)
    if ((await store.accessKeys.count(owner)) >= quotas.AccessKeysPerUser) throw quotaExceeded(quotas, 'AccessKeysPerUser')
    const key = {
      ...owner,
      id: ids.accessKeyId('AKIA', owner.account),
      secret: ids.secretAccessKey(),
      status: 'Active' as const,
      createdAt: wholeSeconds(request.now),
    }
    await store.accessKeys.add(key)
    return {
      AccessKey: { UserName: userName, AccessKeyId: key.id, Status: key.status, SecretAccessKey: key.secret, CreateDate: key.createdAt },
    }
  },
})
