import { createHmac, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'
import { field, lengthPrefixed, readFields, rsaKey } from './ssh-encoding.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('PuTTY keys')
})
afterAll(() => ec2.close())

interface PuttyFile {
  type: string
  comment: string
  publicPart: Buffer
  privatePart: Buffer
  mac: string
}

const pattern =
  /^PuTTY-User-Key-File-3: (\S+)\nEncryption: none\nComment: ([^\n]*)\nPublic-Lines: (\d+)\n([\s\S]+)\nPrivate-Lines: (\d+)\n([\s\S]+)\nPrivate-MAC: ([0-9a-f]{64})$/

const read = (material: string): PuttyFile => {
  const [, type = '', comment = '', publicLines, publicText = '', privateLines, privateText = '', mac = ''] = pattern.exec(material) ?? []
  expect(publicText.split('\n')).toHaveLength(Number(publicLines))
  expect(privateText.split('\n')).toHaveLength(Number(privateLines))
  return { type, comment, mac, publicPart: Buffer.from(publicText, 'base64'), privatePart: Buffer.from(privateText, 'base64') }
}

const make = async (KeyName: string, KeyType: 'rsa' | 'ed25519') => {
  const made = await ec2.root.createKeyPair({ KeyName, KeyType, KeyFormat: 'ppk' })
  const { KeyPairs } = await ec2.root.describeKeyPairs({ KeyNames: [KeyName], IncludePublicKey: true })
  return { fingerprint: made.KeyFingerprint, publicKey: KeyPairs?.[0]?.PublicKey ?? '', file: read(made.KeyMaterial ?? '') }
}

describe('a key in the form ppk', () => {
  it.each(['rsa', 'ed25519'] as const)('of type %s has the name as its comment, the public half and a MAC over all of it', async (type) => {
    const { publicKey, file } = await make(`my ${type}`, type)
    expect(file).toMatchObject({ type: `ssh-${type}`, comment: `my ${type}` })
    expect(publicKey).toBe(`ssh-${type} ${file.publicPart.toString('base64')} my ${type}`)
    const signed = [field(file.type), field('none'), field(file.comment), lengthPrefixed(file.publicPart), lengthPrefixed(file.privatePart)]
    expect(file.mac).toBe(createHmac('sha256', '').update(Buffer.concat(signed)).digest('hex'))
  })

  it('holds the numbers of an RSA key that belongs to the public half', async () => {
    const { file, fingerprint } = await make('numbers', 'rsa')
    expect(fingerprint).toMatch(/^([0-9a-f]{2}:){19}[0-9a-f]{2}$/)
    const [, exponent = Buffer.of(), modulus = Buffer.of()] = readFields(file.publicPart)
    const numbers = readFields(file.privatePart)
    const [d = 0n, p = 0n, q = 0n, inverse = 0n] = numbers.map((bytes) => BigInt(`0x${bytes.toString('hex')}`))
    expect(p * q).toBe(BigInt(`0x${modulus.toString('hex')}`))
    expect((q * inverse) % p).toBe(1n)
    expect((d * BigInt(`0x${exponent.toString('hex')}`)) % (p - 1n)).toBe(1n)
    expect(rsaKey(exponent, modulus).asymmetricKeyDetails?.modulusLength).toBe(2048)
  })

  it('holds the seed of an ED25519 key that belongs to the public half', async () => {
    const { file } = await make('seed', 'ed25519')
    const [seed = Buffer.of()] = readFields(file.privatePart)
    const [, point = Buffer.of()] = readFields(file.publicPart)
    const key = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]), format: 'der', type: 'pkcs8' })
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') }, format: 'jwk' })
    expect(verify(null, Buffer.from('text'), publicKey, sign(null, Buffer.from('text'), key))).toBe(true)
  })
})
