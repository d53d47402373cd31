import { constants, createPublicKey, publicEncrypt, type KeyObject } from 'node:crypto'
import type { Ec2Request } from '../context.ts'

const lettersAndDigits = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'
const length = 32

/** A password as EC2 makes it for the Administrator of a Windows instance. */
export const drawPassword = ({ context }: Ec2Request): string =>
  [...context.ids.bytes(length)].map((byte) => lettersAndDigits.charAt(byte % lettersAndDigits.length)).join('')

/** The parts of an OpenSSH key blob, each of which is preceded by its length. */
const blobParts = (blob: Buffer): Buffer[] => {
  const parts: Buffer[] = []
  for (let start = 0; start + 4 <= blob.length; ) {
    const end = start + 4 + blob.readUInt32BE(start)
    parts.push(blob.subarray(start + 4, end))
    start = end
  }
  return parts
}

/** The RSA key of `ssh-rsa AAAA…`; undefined for keys of other kinds. */
const rsaKey = (openSshKey: string): KeyObject | undefined => {
  const [type, blob = ''] = openSshKey.split(' ')
  if (type !== 'ssh-rsa') return undefined
  const [, exponent, modulus] = blobParts(Buffer.from(blob, 'base64'))
  if (exponent === undefined || modulus === undefined) return undefined
  // The blob's numbers have a sign byte that JWK has not.
  const n = (modulus[0] === 0 ? modulus.subarray(1) : modulus).toString('base64url')
  return createPublicKey({ key: { kty: 'RSA', n, e: exponent.toString('base64url') }, format: 'jwk' })
}

/** The password for whoever has the private key of the launch's key pair; empty for keys that cannot encrypt. */
export const encryptPassword = (password: string, openSshKey: string): string => {
  const key = rsaKey(openSshKey)
  if (key === undefined) return ''
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(password)).toString('base64')
}
