import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { readStatus } from '../key-status.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { getOwnedCertificate } from './signing-certificate.ts'

export const UpdateSigningCertificate = iamOperation(iam.UpdateSigningCertificate, {
  effect: 'write',

  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const status = readStatus(input.Status)
    const { id } = await getOwnedCertificate(input, request)
    await request.context.store.signingCertificates.setStatus(id, status)
    return undefined
  },
})
