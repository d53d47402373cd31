import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { getOwnedCertificate } from './signing-certificate.ts'

export const DeleteSigningCertificate = iamOperation(iam.DeleteSigningCertificate, {
  effect: 'write',

  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const { id } = await getOwnedCertificate(input, request)
    await request.context.store.signingCertificates.remove(id)
    return undefined
  },
})
