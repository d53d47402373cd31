import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'
import { newSshKey } from '../../test/ssh-keys.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('DeleteSSHPublicKey')
  await iam.root.createUser({ UserName: 'anna' })
})
afterAll(() => iam.close())

it('removes the key, which kept its user from being deleted', async () => {
  const { SSHPublicKey } = await iam.root.uploadSSHPublicKey({ UserName: 'anna', SSHPublicKeyBody: newSshKey().ssh })
  const key = { UserName: 'anna', SSHPublicKeyId: SSHPublicKey?.SSHPublicKeyId ?? '' }
  await expect(iam.root.deleteUser({ UserName: 'anna' })).rejects.toMatchObject({
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must remove referenced objects first.',
  })
  await iam.root.deleteSSHPublicKey(key)
  await expect(iam.root.deleteSSHPublicKey(key)).rejects.toMatchObject({ name: 'NoSuchEntityException' })
  await iam.root.deleteUser({ UserName: 'anna' })
})
