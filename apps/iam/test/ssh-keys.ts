import { createHash, generateKeyPairSync } from 'node:crypto'

interface SshKey {
  /** `ssh-rsa AAAA…` */
  ssh: string
  pem: string
  fingerprint: string
}

const withLength = (part: Buffer): Buffer => Buffer.concat([Buffer.from([0, 0, part.length >> 8, part.length & 255]), part])

/** A new RSA public key in the formats in which keys are uploaded. */
export const newSshKey = (modulusLength = 2048): SshKey => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength })
  const { e = '', n = '' } = publicKey.export({ format: 'jwk' })
  // The first bit of a modulus is set, and numbers are signed.
  const modulus = Buffer.concat([Buffer.alloc(1), Buffer.from(n, 'base64url')])
  const blob = Buffer.concat([Buffer.from('ssh-rsa'), Buffer.from(e, 'base64url'), modulus].map(withLength))
  const fingerprint = [...createHash('md5').update(blob).digest()].map((byte) => byte.toString(16).padStart(2, '0')).join(':')
  return { ssh: `ssh-rsa ${blob.toString('base64')}`, pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), fingerprint }
}
