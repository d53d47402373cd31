import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'
import { newSshKey } from '../../test/ssh-keys.ts'

describe('UploadSSHPublicKey', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('UploadSSHPublicKey', { SSHPublicKeysPerUser: 2 })
    await iam.root.createUser({ UserName: 'Anna' })
  })
  afterAll(() => iam.close())

  it('takes a key in the SSH format without its comment', async () => {
    const { ssh, fingerprint } = newSshKey()
    const { SSHPublicKey } = await iam.root.uploadSSHPublicKey({ UserName: 'anna', SSHPublicKeyBody: `${ssh} anna@example.com\n` })
    expect(SSHPublicKey).toEqual({
      UserName: 'Anna',
      SSHPublicKeyId: expect.stringMatching(/^APKA[A-Z2-7]{17}$/),
      Fingerprint: fingerprint,
      SSHPublicKeyBody: ssh,
      Status: 'Active',
      UploadDate: expect.any(Date),
    })
    await expect(iam.root.uploadSSHPublicKey({ UserName: 'Anna', SSHPublicKeyBody: ssh })).rejects.toMatchObject({
      name: 'DuplicateSSHPublicKeyException',
      message: 'The SSH public key is already associated with the specified IAM user.',
    })
  })

  it('takes a key in the PEM format, and no more keys than the quota', async () => {
    const { pem, ssh } = newSshKey()
    const { SSHPublicKey } = await iam.root.uploadSSHPublicKey({ UserName: 'Anna', SSHPublicKeyBody: pem })
    expect(SSHPublicKey?.SSHPublicKeyBody).toBe(ssh)
    await expect(iam.root.uploadSSHPublicKey({ UserName: 'Anna', SSHPublicKeyBody: newSshKey().ssh })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for SSHPublicKeysPerUser: 2',
    })
  })

  it('refuses what is no RSA key of 2,048 bits', async () => {
    const { ssh } = newSshKey()
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }).toString()
    for (const SSHPublicKeyBody of [newSshKey(1024).ssh, ssh.slice(0, 60), 'ssh-rsa AAAA', 'ssh-rsa A', ec]) {
      await expect(iam.root.uploadSSHPublicKey({ UserName: 'Anna', SSHPublicKeyBody })).rejects.toMatchObject({
        name: 'InvalidPublicKeyException',
        message: 'The public key is malformed or otherwise invalid.',
      })
    }
    for (const SSHPublicKeyBody of ['ssh-ed25519 AAAA', 'rubbish', '-----BEGIN CERTIFICATE-----']) {
      await expect(iam.root.uploadSSHPublicKey({ UserName: 'Anna', SSHPublicKeyBody })).rejects.toMatchObject({
        name: 'UnrecognizedPublicKeyEncodingException',
        message: 'The public key encoding format is unsupported or unrecognized.',
      })
    }
  })
})
