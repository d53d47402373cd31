import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { loginProfileNotFound } from './errors.ts'
import { getLoginProfile, getPasswordOwner, loginProfileAnswer } from './login-profile.ts'
import { getRootProfile, isAboutRoot } from './root-password.ts'

export const GetLoginProfile = iamOperation(iam.GetLoginProfile, {
  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    if (isAboutRoot(input, request)) return { LoginProfile: await getRootProfile(request, loginProfileNotFound) }
    const user = await getPasswordOwner(input, request)
    return { LoginProfile: loginProfileAnswer(user, await getLoginProfile(user, request)) }
  },
})
