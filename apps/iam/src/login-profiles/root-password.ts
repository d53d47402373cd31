import type { AwsError } from '@rolecall/models'
import type { IamRequest } from '../context.ts'
import { mustSpecifyUserName } from '../errors.ts'

/** How answers name the account's root, which has no user name. */
export const rootName = 'root'

/** Whether the request is about the password of root. Root's own keys cannot reach it, only a session of AssumeRoot. */
export const isAboutRoot = (input: { UserName?: string | undefined }, { caller }: IamRequest): boolean => {
  if (input.UserName !== undefined || caller.kind !== 'root') return false
  if (caller.session === undefined) throw mustSpecifyUserName()
  return true
}

const hasPassword = ({ context, partition, account }: IamRequest): Promise<boolean> =>
  context.store.accountSettings.hasRootPassword({ partition, account })

const setHasPassword = ({ context, partition, account }: IamRequest, isThere: boolean): Promise<void> =>
  context.store.accountSettings.setHasRootPassword({ partition, account }, isThere)

/** The password that root signs in with at the console; every account begins with one. */
export const getRootProfile = async (request: IamRequest, notFound: (name: string) => AwsError) => {
  const { context, partition, account, now } = request
  if (!(await hasPassword(request))) throw notFound(rootName)
  const CreateDate = (await context.store.accounts.createdAt({ partition, account })) ?? now
  return { UserName: rootName, CreateDate, PasswordResetRequired: false }
}

/** Lets root choose a password again; none is given here. */
export const createRootProfile = async (request: IamRequest, alreadyExists: (name: string) => AwsError) => {
  if (await hasPassword(request)) throw alreadyExists(rootName)
  await setHasPassword(request, true)
  return { UserName: rootName, CreateDate: request.now, PasswordResetRequired: false }
}

export const deleteRootProfile = async (request: IamRequest, notFound: (name: string) => AwsError): Promise<void> => {
  if (!(await hasPassword(request))) throw notFound(rootName)
  await setHasPassword(request, false)
}
