import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'
import { newSshKey } from '../../test/ssh-keys.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('GetSSHPublicKey')
  for (const UserName of ['anna', 'ben']) await iam.root.createUser({ UserName })
})
afterAll(() => iam.close())

it('shows the key in the format asked for, to its user', async () => {
  const { ssh, pem } = newSshKey()
  const { SSHPublicKey } = await iam.root.uploadSSHPublicKey({ UserName: 'anna', SSHPublicKeyBody: ssh })
  const SSHPublicKeyId = SSHPublicKey?.SSHPublicKeyId ?? ''
  const get = (UserName: string, Encoding: 'SSH' | 'PEM') => iam.root.getSSHPublicKey({ UserName, SSHPublicKeyId, Encoding })
  expect((await get('anna', 'SSH')).SSHPublicKey).toEqual(SSHPublicKey)
  expect((await get('anna', 'PEM')).SSHPublicKey).toEqual({ ...SSHPublicKey, SSHPublicKeyBody: pem })
  await expect(get('ben', 'SSH')).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: `The Public Key with id ${SSHPublicKeyId} cannot be found.`,
  })
  await expect(get('anna', 'DER' as never)).rejects.toMatchObject({
    name: 'ValidationError',
    message: "1 validation error detected: Value at 'encoding' failed to satisfy constraint: Member must satisfy enum value set",
  })
})
