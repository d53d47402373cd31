import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import type { LoginProfileRecord } from '@rolecall/store'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { changedPassword } from './changed-password.ts'
import { getLoginProfile, getPasswordOwner, passwordRules } from './login-profile.ts'
import { checkPassword } from './password-rules.ts'

/** An administrator may give a user an earlier password again; users themselves may not where the account's policy forbids it. */
export const UpdateLoginProfile = iamOperation(iam.UpdateLoginProfile, {
  effect: 'write',

  access: async (input, request) => [await onEntity({ kind: 'user', name: input.UserName }, request)],

  async run(input, request) {
    const { Password: password, PasswordResetRequired: mustReset } = input
    const profile = await getLoginProfile(await getPasswordOwner(input, request), request)
    const changes: Partial<LoginProfileRecord> = mustReset === undefined ? {} : { mustReset }
    if (password !== undefined) {
      checkPassword(password, await passwordRules(request))
      Object.assign(changes, await changedPassword(profile, password, wholeSeconds(request.now)))
    }
    await request.context.store.loginProfiles.update(profile.userId, changes)
    return undefined
  },
})
