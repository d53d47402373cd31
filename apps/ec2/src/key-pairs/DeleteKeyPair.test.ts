import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DeleteKeyPair')
})
afterAll(() => ec2.close())

describe('DeleteKeyPair', () => {
  it('deletes by name or id, and never minds what is not there', async () => {
    const { KeyPairId } = await ec2.root.createKeyPair({ KeyName: 'one', KeyType: 'ed25519' })
    expect(await ec2.root.deleteKeyPair({ KeyName: 'one' })).toMatchObject({ Return: true, KeyPairId })
    expect(await ec2.root.deleteKeyPair({ KeyName: 'one' })).toMatchObject({ Return: true })
    const two = await ec2.root.createKeyPair({ KeyName: 'two', KeyType: 'ed25519' })
    await ec2.root.deleteKeyPair({ KeyPairId: two.KeyPairId })
    expect((await ec2.root.describeKeyPairs({})).KeyPairs).toEqual([])
  })

  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.deleteKeyPair({ KeyName: 'one' })).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
  })
})
