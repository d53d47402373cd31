import { createHash, type KeyObject } from 'node:crypto'

const colonHex = (bytes: Buffer): string => bytes.toString('hex').replaceAll(/(..)(?!$)/g, '$1:')

// Of created RSA keys EC2 shows the SHA-1 of the private key's DER, of imported ones the MD5 of the public key's.
export const createdRsaFingerprint = (key: KeyObject): string =>
  colonHex(createHash('sha1').update(key.export({ type: 'pkcs8', format: 'der' })).digest())

export const importedRsaFingerprint = (key: KeyObject): string =>
  colonHex(createHash('md5').update(key.export({ type: 'spki', format: 'der' })).digest())

export const ed25519Fingerprint = (blob: Buffer): string => createHash('sha256').update(blob).digest('base64')
