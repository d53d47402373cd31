import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { tagsIfAny } from '../tags/tags.ts'
import { certificateMetadata } from './server-certificate.ts'

export const GetServerCertificate = iamOperation(iam.GetServerCertificate, {
  access: async (input, request) => [await onEntity({ kind: 'server-certificate', name: input.ServerCertificateName }, request)],

  async run(input, request) {
    const certificate = await request.context.entities.get('server-certificate', request, input.ServerCertificateName)
    return {
      ServerCertificate: {
        ServerCertificateMetadata: certificateMetadata(certificate),
        CertificateBody: certificate.body,
        ...(certificate.chain === null ? {} : { CertificateChain: certificate.chain }),
        ...tagsIfAny(certificate.tags),
      },
    }
  },
})
