import { iamArn, rootArn } from '@rolecall/ids'
import { iam } from '@rolecall/models'
import { resourceTagKeys } from '@rolecall/pipeline'
import type { AccessKeyWithUse, UserRecord } from '@rolecall/store'
import { iamOperation, type IamRequest } from '../context.ts'
import { accessKeyNotYours } from './errors.ts'

interface OwnedKey {
  key: AccessKeyWithUse
  /** Undefined for keys of root. */
  user: UserRecord | undefined
}

const findKey = async (id: string, request: IamRequest): Promise<OwnedKey | undefined> => {
  const { accessKeys, users } = request.context.store
  const key = await accessKeys.findWithUse(id)
  if (key === undefined || key.partition !== request.partition || key.account !== request.account) return undefined
  return { key, user: key.userId === null ? undefined : await users.findById(key.userId) }
}

const lastUse = (key: AccessKeyWithUse) => ({
  ...(key.lastUsedAt === null ? {} : { LastUsedDate: key.lastUsedAt }),
  ServiceName: key.lastUsedService ?? 'N/A',
  Region: key.lastUsedRegion ?? 'N/A',
})

export const GetAccessKeyLastUsed = iamOperation(iam.GetAccessKeyLastUsed, {
  async access(input, request) {
    const { partition, account } = request
    const found = await findKey(input.AccessKeyId, request)
    const user = found?.user
    const isOfRoot = found !== undefined && user === undefined
    const resource = isOfRoot ? rootArn(partition, account) : iamArn(partition, account, { type: 'user', path: user?.path ?? '/', name: user?.name ?? '*' })
    return [{ resource, shownResource: `access key ${input.AccessKeyId}`, conditionKeys: resourceTagKeys('iam', user?.tags ?? []) }]
  },

  async run(input, request) {
    const found = await findKey(input.AccessKeyId, request)
    if (found === undefined) throw accessKeyNotYours(request.caller.arn, input.AccessKeyId)
    return { ...(found.user === undefined ? {} : { UserName: found.user.name }), AccessKeyLastUsed: lastUse(found.key) }
  },
})
