import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { getCredential, onCredential } from './service-credential.ts'

export const DeleteServiceSpecificCredential = iamOperation(iam.DeleteServiceSpecificCredential, {
  effect: 'write',

  access: async (input, request) => [await onCredential(input, request)],

  async run(input, request) {
    const { credential } = await getCredential(input, request)
    await request.context.store.serviceCredentials.remove(credential.id)
    return undefined
  },
})
