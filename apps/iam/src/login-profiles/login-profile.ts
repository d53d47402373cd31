import type { LoginProfileRecord, UserRecord } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import { mustSpecifyUserName } from '../errors.ts'
import { userNameFor } from '../users/calling-user.ts'
import { loginProfileNotFound } from './errors.ts'
import type { PasswordRules } from './password-rules.ts'

interface UserInput {
  UserName?: string | undefined
}

/** The user whose password it is, by default the caller. Root's is changed at the console only. */
export const getPasswordOwner = async (input: UserInput, request: IamRequest): Promise<UserRecord> => {
  const name = userNameFor(input.UserName, request)
  if (name === undefined) throw mustSpecifyUserName()
  return request.context.entities.get('user', request, name)
}

/** Refuses with NoSuchEntity when the user has no password. */
export const getLoginProfile = async (user: UserRecord, { context }: IamRequest): Promise<LoginProfileRecord> => {
  const profile = await context.store.loginProfiles.find(user.id)
  if (profile === undefined) throw loginProfileNotFound(user.name)
  return profile
}

/** What a new password must be like in the account. */
export const passwordRules = async ({ context, partition, account }: IamRequest): Promise<PasswordRules> => {
  const { accountSettings } = context.store
  const [policy, alias] = await Promise.all([
    accountSettings.passwordPolicy({ partition, account }),
    accountSettings.alias({ partition, account }),
  ])
  return { policy, accountNames: alias === undefined ? [account] : [account, alias] }
}

export const loginProfileAnswer = (user: UserRecord, profile: LoginProfileRecord) => ({
  UserName: user.name,
  CreateDate: profile.createdAt,
  PasswordResetRequired: profile.mustReset,
})
