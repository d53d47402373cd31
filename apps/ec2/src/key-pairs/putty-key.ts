import { createHmac, type KeyObject } from 'node:crypto'
import { field, integer, lengthPrefixed, sshBlob } from './ssh-encoding.ts'

const privateBlob = (key: KeyObject): Buffer => {
  const { kty, d = '', p = '', q = '', qi = '' } = key.export({ format: 'jwk' })
  return kty === 'RSA' ? Buffer.concat([d, p, q, qi].map(integer)) : lengthPrefixed(Buffer.from(d, 'base64url'))
}

const lines = (name: string, blob: Buffer): string[] => {
  const rows = blob.toString('base64').match(/.{1,64}/g) ?? []
  return [`${name}-Lines: ${rows.length}`, ...rows]
}

/** The key as PuTTY keeps it, unencrypted, in version 3 of its format: there the key of the MAC is empty. */
export const puttyKey = (key: KeyObject, comment: string): string => {
  const type = key.asymmetricKeyType === 'rsa' ? 'ssh-rsa' : 'ssh-ed25519'
  const [publicPart, privatePart] = [sshBlob(key), privateBlob(key)]
  const signed = Buffer.concat([field(type), field('none'), field(comment), lengthPrefixed(publicPart), lengthPrefixed(privatePart)])
  const mac = createHmac('sha256', '').update(signed).digest('hex')
  return [
    `PuTTY-User-Key-File-3: ${type}`,
    'Encryption: none',
    `Comment: ${comment}`,
    ...lines('Public', publicPart),
    ...lines('Private', privatePart),
    `Private-MAC: ${mac}`,
  ].join('\n')
}
