import { createHash, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { readPublicKey } from './read-public-key.ts'
import { sshBlob } from './ssh-encoding.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
const ed25519 = generateKeyPairSync('ed25519').publicKey
const rsaBlob = sshBlob(rsa).toString('base64')
const edBlob = sshBlob(ed25519).toString('base64')
const rsaDer = rsa.export({ type: 'spki', format: 'der' })
const md5 = createHash('md5').update(rsaDer).digest('hex').replaceAll(/(..)(?!$)/g, '$1:')

const framed = (blob: string): string =>
  `---- BEGIN SSH2 PUBLIC KEY ----\r\nComment: "a key, \\\r\nof mine"\r\n${(blob.match(/.{1,70}/g) ?? []).join('\r\n')}\r\n---- END SSH2 PUBLIC KEY ----\r\n`

const expectedRsa = { type: 'rsa', fingerprint: md5, publicKey: `ssh-rsa ${rsaBlob}` }
const expectedEd25519 = {
  type: 'ed25519',
  fingerprint: createHash('sha256').update(Buffer.from(edBlob, 'base64')).digest('base64'),
  publicKey: `ssh-ed25519 ${edBlob}`,
}

describe('the public key of an import', () => {
  it.each<[string, string | Buffer, object]>([
    ["OpenSSH's line", `ssh-rsa ${rsaBlob} me@host\n`, expectedRsa],
    ['that line without a comment', `ssh-ed25519 ${edBlob}`, expectedEd25519],
    ['the form of RFC 4716', framed(rsaBlob), expectedRsa],
    ['that form for ED25519', framed(edBlob), expectedEd25519],
    ['DER', rsaDer, expectedRsa],
    ['DER in base64', rsaDer.toString('base64'), expectedRsa],
    ['DER for ED25519', ed25519.export({ type: 'spki', format: 'der' }), expectedEd25519],
  ])('is read from %s', (_, material, expected) => {
    expect(readPublicKey(Buffer.from(material as string))).toEqual(expected)
  })

  it.each<[string, string | Buffer]>([
    ['nothing', ''],
    ['some text', 'hello'],
    ['a type that is not that of its blob', `ssh-ed25519 ${rsaBlob}`],
    ['a blob that is cut short', `ssh-rsa ${rsaBlob.slice(0, 200)}`],
    ['a blob with more behind it', `ssh-ed25519 ${Buffer.concat([Buffer.from(edBlob, 'base64'), Buffer.of(1)]).toString('base64')}`],
    ['a short RSA key', `ssh-rsa ${sshBlob(generateKeyPairSync('rsa', { modulusLength: 512 }).publicKey).toString('base64')}`],
    ['an elliptic curve of another kind', generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' })],
  ])('is not read from %s', (_, material) => {
    expect(readPublicKey(Buffer.from(material as string))).toBeUndefined()
  })
})
