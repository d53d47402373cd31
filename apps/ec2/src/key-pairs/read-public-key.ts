import { createPublicKey, type KeyObject } from 'node:crypto'
import { ed25519Fingerprint, importedRsaFingerprint } from './fingerprints.ts'
import { readFields, rsaKey, sshBlob } from './ssh-encoding.ts'

interface ReadKey {
  type: 'rsa' | 'ed25519'
  fingerprint: string
  publicKey: string
}

const smallestModulusBits = 1024
const largestModulusBits = 16_384
const ed25519Bytes = 32
const ed25519BlobBytes = 51

const ofRsa = (key: KeyObject): ReadKey | undefined => {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (bits < smallestModulusBits || bits > largestModulusBits) return undefined
  return { type: 'rsa', fingerprint: importedRsaFingerprint(key), publicKey: `ssh-rsa ${sshBlob(key).toString('base64')}` }
}

const ofEd25519 = (blob: Buffer): ReadKey => ({
  type: 'ed25519',
  fingerprint: ed25519Fingerprint(blob),
  publicKey: `ssh-ed25519 ${blob.toString('base64')}`,
})

const ofEd25519Blob = (blob: Buffer, point: Buffer): ReadKey | undefined =>
  point.length === ed25519Bytes && blob.length === ed25519BlobBytes ? ofEd25519(blob) : undefined

/** Blobs that are cut short, or longer than their key, are none. */
const ofBlob = (blob: Buffer): ReadKey | undefined => {
  const [name = Buffer.of(), first, second] = readFields(blob)
  const type = name.toString()
  if (first === undefined) return undefined
  if (type === 'ssh-ed25519') return ofEd25519Blob(blob, first)
  if (type !== 'ssh-rsa' || second === undefined) return undefined
  const key = rsaKey(first, second)
  return sshBlob(key).equals(blob) ? ofRsa(key) : undefined
}

/** `ssh-rsa AAAA… comment` */
const readLine = (text: string): ReadKey | undefined => {
  const [type = '', base64 = ''] = text.trim().split(/\s+/)
  const blob = Buffer.from(base64, 'base64')
  return readFields(blob)[0]?.toString() === type ? ofBlob(blob) : undefined
}

// Between the markers headers, which a backslash continues on the next line, then the blob.
const framed = /^---- BEGIN SSH2 PUBLIC KEY ----\s([\s\S]*)^---- END SSH2 PUBLIC KEY ----/m

/** RFC 4716 */
const readFramed = (text: string): ReadKey | undefined => {
  const [, content] = framed.exec(text.replaceAll('\r', '')) ?? []
  if (content === undefined) return undefined
  const lines = content.replaceAll(/\\\n/g, '').split('\n')
  return ofBlob(Buffer.from(lines.filter((line) => !line.includes(':')).join(''), 'base64'))
}

const readDer = (bytes: Buffer): ReadKey | undefined => {
  const key = createPublicKey({ key: bytes, type: 'spki', format: 'der' })
  if (key.asymmetricKeyType === 'rsa') return ofRsa(key)
  return key.asymmetricKeyType === 'ed25519' ? ofEd25519(sshBlob(key)) : undefined
}

const readers: readonly ((bytes: Buffer) => ReadKey | undefined)[] = [
  (bytes) => readLine(bytes.toString('utf8')),
  (bytes) => readFramed(bytes.toString('utf8')),
  readDer,
  // DER that was encoded once more than the API does by itself.
  (bytes) => readDer(Buffer.from(bytes.toString('utf8'), 'base64')),
]

/** The key in one of the forms that EC2 takes: OpenSSH's line, RFC 4716, DER; undefined when it is none. */
export const readPublicKey = (bytes: Buffer): ReadKey | undefined => {
  for (const read of readers) {
    try {
      const key = read(bytes)
      if (key !== undefined) return key
    } catch {
      // Not of this form, or numbers that are no key.
    }
  }
  return undefined
}
