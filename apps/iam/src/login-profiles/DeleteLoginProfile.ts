import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { loginProfileNotFound } from './errors.ts'
import { getPasswordOwner } from './login-profile.ts'
import { deleteRootProfile, isAboutRoot } from './root-password.ts'

/** The user's access keys stay good. */
export const DeleteLoginProfile = iamOperation(iam.DeleteLoginProfile, {
  effect: 'write',

  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    if (isAboutRoot(input, request)) {
      await deleteRootProfile(request, loginProfileNotFound)
      return undefined
    }
    const user = await getPasswordOwner(input, request)
    if (!(await request.context.store.loginProfiles.remove(user.id))) throw loginProfileNotFound(user.name)
    return undefined
  },
})
