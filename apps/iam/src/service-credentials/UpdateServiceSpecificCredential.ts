import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { readStatus } from '../key-status.ts'
import { getCredential, onCredential } from './service-credential.ts'

export const UpdateServiceSpecificCredential = iamOperation(iam.UpdateServiceSpecificCredential, {
  effect: 'write',

  access: async (input, request) => [await onCredential(input, request)],

  async run(input, request) {
    const status = readStatus(input.Status)
    const { credential } = await getCredential(input, request)
    await request.context.store.serviceCredentials.setStatus(credential.id, status)
    return undefined
  },
})
