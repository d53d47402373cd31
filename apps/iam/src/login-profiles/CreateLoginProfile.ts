import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { loginProfileExists, passwordMissing } from './errors.ts'
import { getPasswordOwner, loginProfileAnswer, passwordRules } from './login-profile.ts'
import { hashPassword, saltOf } from './password.ts'
import { checkPassword } from './password-rules.ts'
import { createRootProfile, isAboutRoot } from './root-password.ts'

export const CreateLoginProfile = iamOperation(iam.CreateLoginProfile, {
  effect: 'write',

  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    if (isAboutRoot(input, request)) return { LoginProfile: await createRootProfile(request, loginProfileExists) }
    const { store, ids } = request.context
    const user = await getPasswordOwner(input, request)
    if (input.Password === undefined) throw passwordMissing()
    if ((await store.loginProfiles.find(user.id)) !== undefined) throw loginProfileExists(user.name)
    checkPassword(input.Password, await passwordRules(request))
    const salt = saltOf(ids)
    const profile = {
      userId: user.id,
      createdAt: wholeSeconds(request.now),
      mustReset: input.PasswordResetRequired === true,
      salt,
      hashes: [await hashPassword(input.Password, salt)],
      changedAt: wholeSeconds(request.now),
    }
    if (!(await store.loginProfiles.add(profile))) throw loginProfileExists(user.name)
    return { LoginProfile: loginProfileAnswer(user, profile) }
  },
})
