import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { brokenChain, keyDoesNotMatch, unreadableBody, unreadableKey } from './errors.ts'

interface UploadedCertificate {
  CertificateBody: string
  PrivateKey: string
  CertificateChain?: string | undefined
}

const parseOne = (pem: string): X509Certificate | undefined => {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}

const parseKey = (pem: string): KeyObject => {
  try {
    return createPrivateKey(pem)
  } catch {
    throw unreadableKey()
  }
}

const blocksOf = (pem: string): string[] => pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)

/** Each certificate of the chain has to have issued the one before it. */
const checkChain = (certificate: X509Certificate, chain: string): void => {
  const issuers = blocksOf(chain).map(parseOne)
  if (issuers.length === 0) throw unreadableBody()
  let issued = certificate
  for (const [index, issuer] of issuers.entries()) {
    if (issuer === undefined || !isIssuedBy(issued, issuer)) throw brokenChain(index - 1)
    issued = issuer
  }
}

/** Checks that certificate, key and chain belong together; answers when the certificate ends. */
export const readServerCertificate = ({ CertificateBody: body, PrivateKey, CertificateChain: chain }: UploadedCertificate): Date => {
  const certificate = blocksOf(body).length === 1 ? parseOne(body) : undefined
  if (certificate === undefined) throw unreadableBody()
  if (!certificate.checkPrivateKey(parseKey(PrivateKey))) throw keyDoesNotMatch()
  if (chain !== undefined) checkChain(certificate, chain)
  return new Date(certificate.validTo)
}
