import type { AccessKeyRecord, KeyOwner } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import { userNameFor } from '../users/calling-user.ts'
import { accessKeyNotFound } from './errors.ts'

/** Whose keys a request is about, and the name that answers show; root has none. */
interface NamedKeyOwner extends KeyOwner {
  userName: string | undefined
}

/** The owner that the request names, else the caller. */
export const getOwner = async (input: { UserName?: string | undefined }, request: IamRequest): Promise<NamedKeyOwner> => {
  const { partition, account, context } = request
  const name = userNameFor(input.UserName, request)
  if (name === undefined) return { partition, account, userId: null, userName: undefined }
  const user = await context.entities.get('user', request, name)
  return { partition, account, userId: user.id, userName: user.name }
}

/** A key of the owner that the request is about; somebody else's is as good as missing. */
export const getOwnedKey = async (
  input: { UserName?: string | undefined; AccessKeyId: string },
  request: IamRequest,
): Promise<AccessKeyRecord> => {
  const owner = await getOwner(input, request)
  const key = await request.context.store.accessKeys.find(input.AccessKeyId)
  const isOwned = key !== undefined && key.partition === owner.partition && key.account === owner.account && key.userId === owner.userId
  if (!isOwned) throw accessKeyNotFound(input.AccessKeyId)
  return key
}
