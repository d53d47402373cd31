import { iamArn } from '@rolecall/ids'
import type { ServerCertificateRecord } from '@rolecall/store'

/** A certificate as lists show it. */
export const certificateMetadata = (certificate: ServerCertificateRecord) => ({
  Path: certificate.path,
  ServerCertificateName: certificate.name,
  ServerCertificateId: certificate.id,
  Arn: iamArn(certificate.partition, certificate.account, { type: 'server-certificate', path: certificate.path, name: certificate.name }),
  UploadDate: certificate.createdAt,
  Expiration: certificate.expiresAt,
})
