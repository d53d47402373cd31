import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { getLoginProfile, getPasswordOwner, loginProfileAnswer } from './login-profile.ts'

export const GetLoginProfile = iamOperation(iam.GetLoginProfile, {
  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const user = await getPasswordOwner(input, request)
    return { LoginProfile: loginProfileAnswer(user, await getLoginProfile(user, request)) }
  },
})
