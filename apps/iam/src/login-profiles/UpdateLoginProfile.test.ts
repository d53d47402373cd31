import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('UpdateLoginProfile', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('UpdateLoginProfile')
  })
  afterAll(() => iam.close())

  it('gives another password, and keeps what is not given', async () => {
    const anna = await iam.user('anna', allow('iam:ChangePassword'))
    await iam.root.createLoginProfile({ UserName: 'anna', Password: 'Correct-horse', PasswordResetRequired: true })
    await iam.root.updateLoginProfile({ UserName: 'anna', Password: 'Battery-staple' })
    expect((await iam.root.getLoginProfile({ UserName: 'anna' })).LoginProfile?.PasswordResetRequired).toBe(true)
    await expect(anna.changePassword({ OldPassword: 'Correct-horse', NewPassword: 'Third-word' })).rejects.toMatchObject({
      message: 'The old password was incorrect.',
    })
    await anna.changePassword({ OldPassword: 'Battery-staple', NewPassword: 'Third-word' })
    await iam.root.updateLoginProfile({ UserName: 'anna', PasswordResetRequired: true })
    expect((await iam.root.getLoginProfile({ UserName: 'anna' })).LoginProfile?.PasswordResetRequired).toBe(true)
  })

  it('refuses users without a password, and bad passwords', async () => {
    await iam.root.createUser({ UserName: 'ben' })
    await expect(iam.root.updateLoginProfile({ UserName: 'ben', Password: 'Correct-horse' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'Login Profile for User ben cannot be found.',
    })
    await expect(iam.root.updateLoginProfile({ UserName: 'anna', Password: 'short' })).rejects.toMatchObject({
      name: 'PasswordPolicyViolationException',
      message: 'Password should have a minimum length of 8',
    })
  })
})
