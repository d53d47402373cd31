import { createHash, createSign } from 'node:crypto'
import { explicitly, implicitly, integer, nothing, objectId, octets, sequence, setOf, time } from './der.ts'

export interface Signing {
  /** PEM. */
  privateKey: string
  /** PEM; the signature names its issuer and serial number but does not enclose it. */
  certificate: string
  signedAt: Date
  digest: 'sha1' | 'sha256'
}

const oid = {
  data: objectId('1.2.840.113549.1.7.1'),
  signedData: objectId('1.2.840.113549.1.7.2'),
  contentType: objectId('1.2.840.113549.1.9.3'),
  messageDigest: objectId('1.2.840.113549.1.9.4'),
  signingTime: objectId('1.2.840.113549.1.9.5'),
  algorithmProtection: objectId('1.2.840.113549.1.9.52'),
}
const algorithm = (id: string): Buffer => sequence(objectId(id), nothing)
const digests = { sha1: algorithm('1.3.14.3.2.26'), sha256: algorithm('2.16.840.1.101.3.4.2.1') }
const rsa = algorithm('1.2.840.113549.1.1.1')
const version = integer(Buffer.from([1]))

const attribute = (name: Buffer, value: Buffer): Buffer => sequence(name, setOf(value))

/** As AWS's: the one with SHA-256 also says which algorithms it was made with. */
const signedAttributes = (document: Buffer, { digest, signedAt }: Signing): Buffer => {
  const attributes = [
    attribute(oid.contentType, oid.data),
    attribute(oid.signingTime, time(signedAt)),
    attribute(oid.messageDigest, octets(createHash(digest).update(document).digest())),
  ]
  if (digest === 'sha256') attributes.push(attribute(oid.algorithmProtection, sequence(digests.sha256, implicitly(1, rsa))))
  return setOf(...attributes)
}

const issuerAndSerialNumber = async (pem: string): Promise<Buffer> => {
  const { default: forge } = await import('node-forge')
  const { issuer, serialNumber } = forge.pki.certificateFromPem(pem)
  const name = forge.asn1.toDer(forge.pki.distinguishedNameToAsn1(issuer)).getBytes()
  return sequence(Buffer.from(name, 'latin1'), integer(Buffer.from(serialNumber, 'hex')))
}

const signerInfo = async (document: Buffer, signing: Signing): Promise<Buffer> => {
  const { digest, privateKey, certificate } = signing
  const attributes = signedAttributes(document, signing)
  const signature = createSign(digest).update(attributes).sign(privateKey)
  return sequence(version, await issuerAndSerialNumber(certificate), digests[digest], implicitly(0, attributes), rsa, octets(signature))
}

/** PKCS #7 SignedData in DER, the document enclosed. */
export const signedData = async (text: string, signing: Signing): Promise<Buffer> => {
  const document = Buffer.from(text)
  const content = sequence(oid.data, explicitly(0, octets(document)))
  const signed = sequence(version, setOf(digests[signing.digest]), content, setOf(await signerInfo(document, signing)))
  return sequence(oid.signedData, explicitly(0, signed))
}
