import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('CreateKeyPair')
})
afterAll(() => ec2.close())

describe('CreateKeyPair', () => {
  it('hands out the private key once, with the fingerprint of its kind', async () => {
    const rsa = await ec2.root.createKeyPair({ KeyName: 'rsa' })
    expect(rsa.KeyMaterial).toMatch(/^-----BEGIN RSA PRIVATE KEY-----/)
    expect(rsa.KeyFingerprint).toMatch(/^([0-9a-f]{2}:){19}[0-9a-f]{2}$/)
    const ed25519 = await ec2.root.createKeyPair({ KeyName: 'ed', KeyType: 'ed25519', TagSpecifications: [{ ResourceType: 'key-pair', Tags: [{ Key: 'a', Value: 'b' }] }] })
    expect(ed25519.KeyMaterial).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----/)
    expect(ed25519.KeyFingerprint).toMatch(/^[A-Za-z0-9+/]{43}=$/)
    expect(ed25519.Tags).toEqual([{ Key: 'a', Value: 'b' }])
  })

  it('refuses a name that is taken, and callers without permission', async () => {
    await ec2.root.createKeyPair({ KeyName: 'taken', KeyType: 'ed25519' })
    await expect(ec2.root.createKeyPair({ KeyName: 'taken' })).rejects.toMatchObject({
      name: 'InvalidKeyPair.Duplicate',
      message: "The keypair 'taken' already exists.",
    })
    const nobody = await ec2.user('nobody')
    await expect(nobody.createKeyPair({ KeyName: 'mine' })).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining('ec2:CreateKeyPair on resource: arn:aws:ec2:us-east-1:123456789012:key-pair/mine'),
    })
  })

  it.each([
    ['has other characters than ASCII', 'schlüssel', 'Character sets beyond ASCII are not supported.'],
    ['is too long', 'k'.repeat(256), 'Length exceeds maximum of 255.'],
    ['ends with a space', 'key ', 'The name cannot begin or end with a space.'],
  ])('refuses a name that %s', async (_, KeyName, reason) => {
    await expect(ec2.root.createKeyPair({ KeyName })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: `Value (${KeyName}) for parameter keyName is invalid. ${reason}`,
    })
  })
})
