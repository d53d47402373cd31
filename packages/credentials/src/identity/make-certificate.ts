import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { IdentityCertificateRecord } from '@rolecall/store'

const subject = [
  { name: 'countryName', value: 'US' },
  { name: 'stateOrProvinceName', value: 'Washington State' },
  { name: 'localityName', value: 'Seattle' },
  { name: 'organizationName', value: 'Rolecall' },
]

// Simulated time may be far from real time.
const validity = { notBefore: new Date('2012-01-01T00:00:00Z'), notAfter: new Date('2199-12-31T23:59:59Z') }

/** A key pair of 2048 bits with a certificate that it signs itself. `serial` is 16 bytes. */
export const makeCertificate = async (serial: Uint8Array): Promise<IdentityCertificateRecord> => {
  const { default: forge } = await import('node-forge')
  const keys = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(keys.publicKey)
  // A first byte below 80 keeps the number positive, one above 0 keeps its length.
  certificate.serialNumber = `4a${Buffer.from(serial).toString('hex').slice(2)}`
  Object.assign(certificate.validity, validity)
  certificate.setSubject(subject)
  certificate.setIssuer(subject)
  certificate.sign(forge.pki.privateKeyFromPem(keys.privateKey), forge.md.sha256.create())
  return { privateKey: keys.privateKey, certificate: forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n') }
}
