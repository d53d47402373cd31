import { createPublicKey, type KeyObject } from 'node:crypto'

/** Bytes after their length, as SSH writes texts and numbers. */
export const lengthPrefixed = (bytes: Uint8Array): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

export const field = (text: string): Buffer => lengthPrefixed(Buffer.from(text))

/** An SSH integer: a leading zero keeps it positive. */
export const integer = (base64url: string): Buffer => {
  const bytes = Buffer.from(base64url, 'base64url')
  return lengthPrefixed((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes)
}

/** The public key as the blob of OpenSSH's one-line form. */
export const sshBlob = (key: KeyObject): Buffer => {
  const jwk = key.export({ format: 'jwk' })
  if (jwk.kty === 'RSA') return Buffer.concat([field('ssh-rsa'), integer(jwk.e ?? ''), integer(jwk.n ?? '')])
  return Buffer.concat([field('ssh-ed25519'), lengthPrefixed(Buffer.from(jwk.x ?? '', 'base64url'))])
}

/** The fields of a blob; what does not fit its length is cut short. */
export const readFields = (blob: Buffer): Buffer[] => {
  const fields: Buffer[] = []
  for (let offset = 0; offset + 4 <= blob.length; ) {
    const length = blob.readUInt32BE(offset)
    fields.push(blob.subarray(offset + 4, offset + 4 + length))
    offset += 4 + length
  }
  return fields
}

/** The RSA key of these numbers, which may have a sign byte that JWK has not. */
export const rsaKey = (exponent: Buffer, modulus: Buffer): KeyObject => {
  const unsigned = (bytes: Buffer): string => (bytes[0] === 0 ? bytes.subarray(1) : bytes).toString('base64url')
  return createPublicKey({ key: { kty: 'RSA', e: unsigned(exponent), n: unsigned(modulus) }, format: 'jwk' })
}
