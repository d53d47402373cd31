import { constants, privateDecrypt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World, images } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('GetPasswordData')
})
afterAll(() => ec2.close())

// Node decrypts no PKCS #1 v1.5 padding any more: zero, two, filling, zero, text.
const decrypted = (key: string, data: string): string => {
  const padded = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.from(data, 'base64'))
  expect([...padded.subarray(0, 2)]).toEqual([0, 2])
  return padded.subarray(padded.indexOf(0, 2) + 1).toString()
}

describe('GetPasswordData', () => {
  it('encrypts the password of a Windows instance with the key of its launch', async () => {
    const { KeyMaterial = '' } = await ec2.root.createKeyPair({ KeyName: 'windows' })
    const [id = ''] = await ec2.launch({ ImageId: images.windows, KeyName: 'windows' })
    expect((await ec2.describe(id)).Platform).toBe('windows')
    const passwordOf = async () => {
      const { PasswordData = '' } = await ec2.root.getPasswordData({ InstanceId: id })
      return decrypted(KeyMaterial, PasswordData)
    }
    const password = await passwordOf()
    expect(password).toMatch(/^[A-Za-z2-9]{32}$/)
    expect(await passwordOf()).toBe(password)
    await ec2.root.deleteKeyPair({ KeyName: 'windows' })
    expect(await passwordOf()).toBe(password)
  })

  it('has none for others', async () => {
    const [linux = ''] = await ec2.launch()
    const [keyless = ''] = await ec2.launch({ ImageId: images.windows })
    for (const id of [linux, keyless]) expect((await ec2.root.getPasswordData({ InstanceId: id })).PasswordData).toBe('')
  })
})
