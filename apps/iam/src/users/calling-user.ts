import { rootArn } from '@rolecall/ids'
import type { AccessCheck } from '@rolecall/pipeline'
import type { IamRequest } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { mustSpecifyUserName } from '../errors.ts'

/** The user that a request is about: the one it names, else the caller. Undefined is the account's root. */
export const userNameFor = (userName: string | undefined, { caller }: IamRequest): string | undefined => {
  if (userName !== undefined) return userName
  if (caller.kind === 'user' || caller.kind === 'root') return caller.name
  throw mustSpecifyUserName()
}

/** The check of an operation on the user that the request is about. */
export const onUserOrCaller = async (userName: string | undefined, request: IamRequest): Promise<AccessCheck> => {
  const name = userNameFor(userName, request)
  if (name === undefined) return { resource: rootArn(request.partition, request.account) }
  return onEntity({ kind: 'user', name }, request)
}
