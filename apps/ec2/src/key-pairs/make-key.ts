import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

export interface NewKey {
  type: 'rsa' | 'ed25519'
  /** What the user gets, once. */
  material: string
  fingerprint: string
  /** In OpenSSH's form, without a comment. */
  publicKey: string
}

const generate = promisify(generateKeyPair)

const lengthPrefixed = (bytes: Uint8Array): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

const field = (text: string): Buffer => lengthPrefixed(Buffer.from(text))

/** An SSH integer: a leading zero keeps it positive. */
const integer = (base64url: string): Buffer => {
  const bytes = Buffer.from(base64url, 'base64url')
  return lengthPrefixed((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes)
}

/** The public key as the blob of OpenSSH's one-line form. */
export const sshBlob = (key: KeyObject): Buffer => {
  const jwk = key.export({ format: 'jwk' })
  if (jwk.kty === 'RSA') return Buffer.concat([field('ssh-rsa'), integer(jwk.e ?? ''), integer(jwk.n ?? '')])
  return Buffer.concat([field('ssh-ed25519'), lengthPrefixed(Buffer.from(jwk.x ?? '', 'base64url'))])
}

export const colonHex = (bytes: Buffer): string => bytes.toString('hex').replaceAll(/(..)(?!$)/g, '$1:')

export const ed25519Fingerprint = (blob: Buffer): string => createHash('sha256').update(blob).digest('base64')

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

const makeRsa = async (): Promise<NewKey> => {
  const { privateKey, publicKey } = await generate('rsa', { modulusLength: 2048 })
  // Of created keys EC2 shows the SHA-1 of the private key's DER, of imported ones the MD5 of the public key's.
  const der = privateKey.export({ type: 'pkcs8', format: 'der' })
  return {
    type: 'rsa',
    material: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString().trimEnd(),
    fingerprint: colonHex(createHash('sha1').update(der).digest()),
    publicKey: `ssh-rsa ${sshBlob(publicKey).toString('base64')}`,
  }
}

const makeEd25519 = async (check: Buffer): Promise<NewKey> => {
  const { privateKey, publicKey } = await generate('ed25519')
  const blob = sshBlob(publicKey)
  return {
    type: 'ed25519',
    material: openSshPrivateKey(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })), check),
    fingerprint: ed25519Fingerprint(blob),
    publicKey: `ssh-ed25519 ${blob.toString('base64')}`,
  }
}

/** A new key of the type; `check` is four random bytes that OpenSSH's container wants twice. */
export const makeKey = (type: 'rsa' | 'ed25519', check: Buffer): Promise<NewKey> => (type === 'rsa' ? makeRsa() : makeEd25519(check))

interface ReadKey {
  type: 'rsa' | 'ed25519'
  fingerprint: string
  publicKey: string
}

const readFields = (blob: Buffer): Buffer[] => {
  const fields: Buffer[] = []
  for (let offset = 0; offset + 4 <= blob.length; ) {
    const length = blob.readUInt32BE(offset)
    fields.push(blob.subarray(offset + 4, offset + 4 + length))
    offset += 4 + length
  }
  return fields
}

/** The key in a line of OpenSSH's form; undefined when it is none that EC2 takes. */
export const readOpenSshKey = (line: string): ReadKey | undefined => {
  const [type, base64 = ''] = line.trim().split(/\s+/)
  const blob = Buffer.from(base64, 'base64')
  const [name, first, second] = readFields(blob)
  if (name?.toString() !== type || first === undefined) return undefined
  const publicKey = `${type} ${blob.toString('base64')}`
  if (type === 'ssh-ed25519' && first.length === 32) return { type: 'ed25519', fingerprint: ed25519Fingerprint(blob), publicKey }
  if (type !== 'ssh-rsa' || second === undefined) return undefined
  const jwk = { kty: 'RSA', e: first.toString('base64url'), n: (second[0] === 0 ? second.subarray(1) : second).toString('base64url') }
  const der = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' })
  return { type: 'rsa', fingerprint: colonHex(createHash('md5').update(der).digest()), publicKey }
}
