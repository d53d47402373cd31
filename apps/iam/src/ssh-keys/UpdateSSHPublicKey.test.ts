import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'
import { newSshKey } from '../../test/ssh-keys.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('UpdateSSHPublicKey')
  await iam.root.createUser({ UserName: 'anna' })
})
afterAll(() => iam.close())

it('makes a key inactive and active again', async () => {
  const { SSHPublicKey } = await iam.root.uploadSSHPublicKey({ UserName: 'anna', SSHPublicKeyBody: newSshKey().ssh })
  const key = { UserName: 'anna', SSHPublicKeyId: SSHPublicKey?.SSHPublicKeyId ?? '' }
  for (const Status of ['Inactive', 'Active'] as const) {
    await iam.root.updateSSHPublicKey({ ...key, Status })
    expect((await iam.root.getSSHPublicKey({ ...key, Encoding: 'SSH' })).SSHPublicKey?.Status).toBe(Status)
  }
  await expect(iam.root.updateSSHPublicKey({ ...key, Status: 'Expired' })).rejects.toMatchObject({ name: 'ValidationError' })
  await expect(iam.root.updateSSHPublicKey({ ...key, SSHPublicKeyId: 'APKAAAAAAAAAAAAAAAAAA', Status: 'Active' })).rejects.toMatchObject({
    message: 'The Public Key with id APKAAAAAAAAAAAAAAAAAA cannot be found.',
  })
})
