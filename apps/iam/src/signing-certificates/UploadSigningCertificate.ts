import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { getOwner } from '../access-keys/access-key.ts'
import { iamOperation } from '../context.ts'
import { quotaExceeded } from '../errors.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { duplicateCertificate } from './errors.ts'
import { certificateAnswer, readCertificate } from './signing-certificate.ts'

// 32 capital letters and digits.
const idBytes = 20

export const UploadSigningCertificate = iamOperation(iam.UploadSigningCertificate, {
  effect: 'write',

  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const { store, quotas, ids } = request.context
    const { userName, ...owner } = await getOwner(input, request)
    const fingerprint = readCertificate(input.CertificateBody, request.now)
    const present = await store.signingCertificates.list(owner)
    if (present.length >= quotas.CertificatesPerUser) throw quotaExceeded(quotas, 'CertificatesPerUser')
    const certificate = {
      ...owner,
      id: ids.base32(idBytes),
      body: input.CertificateBody,
      fingerprint,
      status: 'Active',
      uploadedAt: wholeSeconds(request.now),
    }
    if (!(await store.signingCertificates.add(certificate))) throw duplicateCertificate()
    return { Certificate: certificateAnswer(userName, certificate) }
  },
})
