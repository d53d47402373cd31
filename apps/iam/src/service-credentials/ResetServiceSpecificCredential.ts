import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { credentialAnswer, getCredential, newSecret, onCredential } from './service-credential.ts'

/** Another secret for the same credential; id and status stay. */
export const ResetServiceSpecificCredential = iamOperation(iam.ResetServiceSpecificCredential, {
  effect: 'write',

  access: async (input, request) => [await onCredential(input, request)],

  async run(input, request) {
    const { user, credential } = await getCredential(input, request)
    const answer = credentialAnswer(user.name, credential, request.now)
    return { ServiceSpecificCredential: { ...answer, ...newSecret(credential, request.context.ids) } }
  },
})
