import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { createdRsaFingerprint, ed25519Fingerprint } from './fingerprints.ts'
import { puttyKey } from './putty-key.ts'
import { field, lengthPrefixed, sshBlob } from './ssh-encoding.ts'

export interface NewKey {
  type: 'rsa' | 'ed25519'
  /** What the user gets, once. */
  material: string
  fingerprint: string
  /** In OpenSSH's form, without a comment. */
  publicKey: string
}

export interface WantedKey {
  type: 'rsa' | 'ed25519'
  format: 'pem' | 'ppk'
  name: string
}

const generate = promisify(generateKeyPair)

/** OpenSSH's own container for private keys, unencrypted: the form in which EC2 hands out ED25519 keys. */
const openSshPrivateKey = (key: KeyObject, check: Buffer): string => {
  const { d = '', x = '' } = key.export({ format: 'jwk' })
  const [seed, point] = [Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')]
  const body = Buffer.concat([check, check, field('ssh-ed25519'), lengthPrefixed(point), lengthPrefixed(Buffer.concat([seed, point])), field('')])
  const padding = Buffer.from(Array.from({ length: (8 - (body.length % 8)) % 8 }, (_, index) => index + 1))
  const one = Buffer.from([0, 0, 0, 1])
  const blob = Buffer.concat([field('ssh-ed25519'), lengthPrefixed(point)])
  const all = Buffer.concat([Buffer.from('openssh-key-v1\0'), field('none'), field('none'), field(''), one, lengthPrefixed(blob), lengthPrefixed(Buffer.concat([body, padding]))])
  const lines = all.toString('base64').match(/.{1,70}/g) ?? []
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join('\n')}\n-----END OPENSSH PRIVATE KEY-----`
}

const makeRsa = async ({ format, name }: WantedKey): Promise<NewKey> => {
  const { privateKey, publicKey } = await generate('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString().trimEnd()
  return {
    type: 'rsa',
    material: format === 'ppk' ? puttyKey(privateKey, name) : pem,
    fingerprint: createdRsaFingerprint(privateKey),
    publicKey: `ssh-rsa ${sshBlob(publicKey).toString('base64')}`,
  }
}

const makeEd25519 = async ({ format, name }: WantedKey, check: Buffer): Promise<NewKey> => {
  const { privateKey, publicKey } = await generate('ed25519')
  const blob = sshBlob(publicKey)
  return {
    type: 'ed25519',
    material: format === 'ppk' ? puttyKey(privateKey, name) : openSshPrivateKey(privateKey, check),
    fingerprint: ed25519Fingerprint(blob),
    publicKey: `ssh-ed25519 ${blob.toString('base64')}`,
  }
}

/** A new key; `check` is four random bytes that OpenSSH's container wants twice. */
export const makeKey = (wanted: WantedKey, check: Buffer): Promise<NewKey> => (wanted.type === 'rsa' ? makeRsa(wanted) : makeEd25519(wanted, check))
