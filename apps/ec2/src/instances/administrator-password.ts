import { constants, publicEncrypt, type KeyObject } from 'node:crypto'
import type { Ec2Request } from '../context.ts'
import { readFields, rsaKey } from '../key-pairs/ssh-encoding.ts'

const lettersAndDigits = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'
const length = 32

/** A password as EC2 makes it for the Administrator of a Windows instance. */
export const drawPassword = ({ context }: Ec2Request): string =>
  [...context.ids.bytes(length)].map((byte) => lettersAndDigits.charAt(byte % lettersAndDigits.length)).join('')

/** The RSA key of `ssh-rsa AAAA…`; undefined for keys of other kinds. */
const encryptingKey = (openSshKey: string): KeyObject | undefined => {
  const [type, blob = ''] = openSshKey.split(' ')
  const [, exponent, modulus] = readFields(Buffer.from(blob, 'base64'))
  return type === 'ssh-rsa' && exponent !== undefined && modulus !== undefined ? rsaKey(exponent, modulus) : undefined
}

/** The password for whoever has the private key of the launch's key pair; empty for keys that cannot encrypt. */
export const encryptPassword = (password: string, openSshKey: string): string => {
  const key = encryptingKey(openSshKey)
  if (key === undefined) return ''
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(password)).toString('base64')
}
