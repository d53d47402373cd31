import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'
import { newSshKey } from '../../test/ssh-keys.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('ListSSHPublicKeys')
})
afterAll(() => iam.close())

it('lists the keys of a user, by default the caller, without their bodies', async () => {
  const anna = await iam.user('anna', allow('iam:*SSHPublicKey*', 'arn:aws:iam::*:user/${aws:username}'))
  expect(await anna.listSSHPublicKeys({})).toMatchObject({ SSHPublicKeys: [], IsTruncated: false })
  const ids: (string | undefined)[] = []
  for (const SSHPublicKeyBody of [newSshKey().ssh, newSshKey().pem]) {
    ids.push((await anna.uploadSSHPublicKey({ UserName: 'anna', SSHPublicKeyBody })).SSHPublicKey?.SSHPublicKeyId)
    await iam.advance(1)
  }
  const first = await iam.root.listSSHPublicKeys({ UserName: 'anna', MaxItems: 1 })
  expect(first.SSHPublicKeys).toEqual([{ UserName: 'anna', SSHPublicKeyId: ids[0], Status: 'Active', UploadDate: expect.any(Date) }])
  const second = await anna.listSSHPublicKeys({ MaxItems: 1, Marker: first.Marker })
  expect(second.SSHPublicKeys?.map((key) => key.SSHPublicKeyId)).toEqual([ids[1]])
  expect(second.IsTruncated).toBe(false)
  expect((await iam.root.listSSHPublicKeys({})).SSHPublicKeys).toEqual([])
})
