import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('ImportKeyPair')
})
afterAll(() => ec2.close())

describe('ImportKeyPair', () => {
  it('takes an OpenSSH key and shows the fingerprint of imported keys', async () => {
    const made = await ec2.root.createKeyPair({ KeyName: 'made' })
    const { KeyPairs } = await ec2.root.describeKeyPairs({ KeyNames: ['made'], IncludePublicKey: true })
    const PublicKeyMaterial = Buffer.from(KeyPairs?.[0]?.PublicKey ?? '')
    const imported = await ec2.root.importKeyPair({ KeyName: 'imported', PublicKeyMaterial })
    expect(imported.KeyFingerprint).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/)
    expect(imported.KeyPairId).not.toBe(made.KeyPairId)
  })

  it('refuses what is no key, and callers without permission', async () => {
    const PublicKeyMaterial = Buffer.from('no key')
    await expect(ec2.root.importKeyPair({ KeyName: 'bad', PublicKeyMaterial })).rejects.toMatchObject({
      name: 'InvalidKey.Format',
      message: 'Key is not in valid OpenSSH public key format',
    })
    const nobody = await ec2.user('nobody')
    await expect(nobody.importKeyPair({ KeyName: 'bad', PublicKeyMaterial })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })
})
