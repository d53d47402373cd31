import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { invalidPublicKey, unknownEncoding } from './errors.ts'

const algorithm = 'ssh-rsa'
const minimumBits = 2048

const orRefuse = <Result>(read: () => Result): Result => {
  try {
    return read()
  } catch {
    throw invalidPublicKey()
  }
}

/** The parts of an SSH blob, each behind its length in four bytes. */
const partsOf = (blob: Buffer): Buffer[] => {
  const parts: Buffer[] = []
  for (let start = 0; start < blob.length; ) {
    const end = start + 4 + blob.readUInt32BE(start)
    if (end > blob.length) throw invalidPublicKey()
    parts.push(blob.subarray(start + 4, end))
    start = end
  }
  return parts
}

const withLength = (part: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(part.length)
  return Buffer.concat([length, part])
}

/** A number of an SSH blob is signed: a first bit that is set needs a byte before it. */
const asNumber = (base64url: string): Buffer => {
  const bytes = Buffer.from(base64url, 'base64url')
  return ((bytes[0] ?? 0) & 0x80) === 0 ? bytes : Buffer.concat([Buffer.alloc(1), bytes])
}

const withoutSign = (part: Buffer): string => (part[0] === 0 ? part.subarray(1) : part).toString('base64url')

const keyOfBlob = (blob: Buffer): KeyObject => {
  const [name, exponent, modulus, ...more] = partsOf(blob)
  if (name?.toString('latin1') !== algorithm || exponent === undefined || modulus === undefined || more.length > 0) throw invalidPublicKey()
  return createPublicKey({ key: { kty: 'RSA', e: withoutSign(exponent), n: withoutSign(modulus) }, format: 'jwk' })
}

const blobOfKey = (key: KeyObject): Buffer => {
  const { e = '', n = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([Buffer.from(algorithm), asNumber(e), asNumber(n)].map(withLength))
}

const readKey = (text: string): KeyObject => {
  const base64 = /^ssh-rsa[ \t]+([A-Za-z\d+/]+={0,2})(?:[ \t].*)?$/.exec(text)?.[1]
  if (base64 !== undefined) return orRefuse(() => keyOfBlob(Buffer.from(base64, 'base64')))
  if (!text.startsWith('-----BEGIN PUBLIC KEY-----')) throw unknownEncoding()
  return orRefuse(() => createPublicKey(text))
}

/** Reads an RSA key of 2,048 bits at least, in the SSH or the PEM format; answers its SSH blob in base64. */
export const readPublicKey = (text: string): string => {
  const key = readKey(text.trim())
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < minimumBits) throw invalidPublicKey()
  return blobOfKey(key).toString('base64')
}

/** MD5 of the blob, a pair of digits a byte. */
export const fingerprintOf = (blob: string): string =>
  (createHash('md5').update(Buffer.from(blob, 'base64')).digest('hex').match(/../g) ?? []).join(':')

const encodings: Readonly<Record<string, (blob: string) => string>> = {
  SSH: (blob) => `${algorithm} ${blob}`,
  PEM: (blob) => keyOfBlob(Buffer.from(blob, 'base64')).export({ type: 'spki', format: 'pem' }).toString(),
}

export const writePublicKey = (blob: string, encoding: string): string => {
  const write = encodings[encoding]
  if (write === undefined) throw unknownEncoding()
  return write(blob)
}
