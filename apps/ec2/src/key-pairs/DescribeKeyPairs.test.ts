import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeKeyPairs')
})
afterAll(() => ec2.close())

const denied = (action: string) =>
  expect.stringContaining(`is not authorized to perform: ec2:${action} because no identity-based policy allows the ec2:${action} action`)

describe('DescribeKeyPairs', () => {
  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeKeyPairs({})).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: denied('DescribeKeyPairs') })
  })

  it('shows the public half when asked, with the name as its comment', async () => {
    await ec2.root.createKeyPair({ KeyName: 'shown', KeyType: 'ed25519' })
    const plain = await ec2.root.describeKeyPairs({ KeyNames: ['shown'] })
    expect(plain.KeyPairs?.[0]).toMatchObject({ KeyName: 'shown', KeyType: 'ed25519' })
    expect(plain.KeyPairs?.[0]?.PublicKey).toBeUndefined()
    const full = await ec2.root.describeKeyPairs({ KeyNames: ['shown'], IncludePublicKey: true })
    expect(full.KeyPairs?.[0]?.PublicKey).toMatch(/^ssh-ed25519 AAAA\S+ shown$/)
  })

  it('refuses a name that does not exist', async () => {
    await expect(ec2.root.describeKeyPairs({ KeyNames: ['none'] })).rejects.toMatchObject({
      name: 'InvalidKeyPair.NotFound',
      message: "The key pair 'none' does not exist",
    })
  })
})
