import { iam } from '@rolecall/models'
import { getOwner } from '../access-keys/access-key.ts'
import { iamOperation } from '../context.ts'
import { pageOfAll } from '../pagination.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { certificateAnswer } from './signing-certificate.ts'

/** With the certificates themselves. */
export const ListSigningCertificates = iamOperation(iam.ListSigningCertificates, {
  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const { userName, ...owner } = await getOwner(input, request)
    const certificates = await request.context.store.signingCertificates.list(owner)
    const { items, page } = pageOfAll(certificates, input, ({ uploadedAt, id }) => `${uploadedAt.toISOString()}/${id}`)
    return { Certificates: items.map((certificate) => certificateAnswer(userName, certificate)), ...page }
  },
})
