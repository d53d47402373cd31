import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('CreateAccessKey', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('CreateAccessKey')
  })
  afterAll(() => iam.close())

  it('answers the secret, and ends at two keys', async () => {
    await iam.root.createUser({ UserName: 'Anna' })
    const { AccessKey } = await iam.root.createAccessKey({ UserName: 'anna' })
    expect(AccessKey).toEqual({
      UserName: 'Anna',
      AccessKeyId: expect.stringMatching(/^AKIARZPUZDIK[A-Z2-7]{8}$/),
      Status: 'Active',
      SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
      CreateDate: expect.any(Date),
    })
    await iam.root.createAccessKey({ UserName: 'anna' })
    await expect(iam.root.createAccessKey({ UserName: 'anna' })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for AccessKeysPerUser: 2',
    })
  })

  it('means the caller when no name is given', async () => {
    const own = await iam.user('own', allow('iam:CreateAccessKey', 'arn:aws:iam::123456789012:user/own'))
    expect((await own.createAccessKey({})).AccessKey?.UserName).toBe('own')
  })

  it("makes root's own keys, which are root", async () => {
    const { AccessKey } = await iam.root.createAccessKey({})
    const again = iam.as({ accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' })
    expect((await again.getUser({})).User?.Arn).toBe('arn:aws:iam::123456789012:root')
  })

  it('refuses a user that is not there', async () => {
    await expect(iam.root.createAccessKey({ UserName: 'nobody' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user with name nobody cannot be found.',
    })
  })
})
