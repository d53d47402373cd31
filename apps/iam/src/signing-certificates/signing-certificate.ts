import { X509Certificate } from 'node:crypto'
import type { KeyOwner, SigningCertificateRecord } from '@rolecall/store'
import { getOwner } from '../access-keys/access-key.ts'
import type { IamRequest } from '../context.ts'
import { certificateNotFound, expiredCertificate, malformedCertificate } from './errors.ts'

interface CertificateInput {
  UserName?: string | undefined
  CertificateId: string
}

const parse = (body: string): X509Certificate => {
  try {
    return new X509Certificate(body)
  } catch {
    throw malformedCertificate(body)
  }
}

/** The fingerprint of a certificate in PEM that holds at that time. */
export const readCertificate = (body: string, now: Date): string => {
  if (!body.trimStart().startsWith('-----BEGIN CERTIFICATE-----')) throw malformedCertificate(body)
  const { validFrom, validTo, fingerprint256 } = parse(body)
  if (now.getTime() < Date.parse(validFrom) || now.getTime() > Date.parse(validTo)) throw expiredCertificate()
  return fingerprint256
}

const isOwned = (certificate: SigningCertificateRecord, owner: KeyOwner): boolean =>
  certificate.partition === owner.partition && certificate.account === owner.account && certificate.userId === owner.userId

/** A certificate of the owner that the request is about; somebody else's is as good as missing. */
export const getOwnedCertificate = async (input: CertificateInput, request: IamRequest): Promise<SigningCertificateRecord> => {
  const owner = await getOwner(input, request)
  const certificate = await request.context.store.signingCertificates.find(input.CertificateId)
  if (certificate === undefined || !isOwned(certificate, owner)) throw certificateNotFound(input.CertificateId)
  return certificate
}

/** Of root, the name is left out. */
export const certificateAnswer = (userName: string | undefined, certificate: SigningCertificateRecord) => ({
  UserName: userName,
  CertificateId: certificate.id,
  CertificateBody: certificate.body,
  Status: certificate.status as 'Active' | 'Inactive',
  UploadDate: certificate.uploadedAt,
})
