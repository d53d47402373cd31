import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('ChangePassword', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('ChangePassword')
  })
  afterAll(() => iam.close())

  it('lets users change their own, once they know it', async () => {
    const anna = await iam.user('anna', allow('iam:ChangePassword', 'arn:aws:iam::*:user/${aws:username}'))
    const change = { OldPassword: 'Correct-horse', NewPassword: 'Battery-staple' }
    await expect(anna.changePassword(change)).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'Login Profile for User anna cannot be found.',
    })
    await iam.root.createLoginProfile({ UserName: 'anna', Password: 'Correct-horse', PasswordResetRequired: true })
    await anna.changePassword(change)
    expect((await iam.root.getLoginProfile({ UserName: 'anna' })).LoginProfile?.PasswordResetRequired).toBe(false)
    await expect(anna.changePassword(change)).rejects.toMatchObject({ name: 'AccessDenied', message: 'The old password was incorrect.' })
    await expect(anna.changePassword({ OldPassword: 'Battery-staple', NewPassword: 'short' })).rejects.toMatchObject({
      name: 'PasswordPolicyViolationException',
    })
  })

  it('is for users only', async () => {
    await expect(iam.root.changePassword({ OldPassword: 'a', NewPassword: 'b' })).rejects.toMatchObject({
      name: 'InvalidUserTypeException',
      message: 'Only IAM Users can change their own password.',
    })
  })

  it('needs no policy of the user where the account’s password policy lets everybody', async () => {
    const ben = await iam.user('ben')
    await iam.root.createLoginProfile({ UserName: 'ben', Password: 'Correct-horse' })
    const change = { OldPassword: 'Correct-horse', NewPassword: 'Battery-staple' }
    await expect(ben.changePassword(change)).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:iam::123456789012:user/ben is not authorized to perform: iam:ChangePassword on resource: user ben because no identity-based policy allows the iam:ChangePassword action',
    })
    await iam.root.updateAccountPasswordPolicy({ AllowUsersToChangePassword: true })
    await ben.changePassword(change)
    const carl = await iam.user('carl', { Effect: 'Deny', Action: 'iam:ChangePassword', Resource: '*' })
    await expect(carl.changePassword(change)).rejects.toMatchObject({ message: expect.stringContaining('with an explicit deny') })
  })

  it('takes no earlier password again, as many as the policy says', async () => {
    const dora = await iam.user('dora')
    await iam.root.updateAccountPasswordPolicy({ AllowUsersToChangePassword: true, PasswordReusePrevention: 2 })
    await iam.root.createLoginProfile({ UserName: 'dora', Password: 'first-1' })
    await dora.changePassword({ OldPassword: 'first-1', NewPassword: 'second-2' })
    for (const NewPassword of ['first-1', 'second-2']) {
      await expect(dora.changePassword({ OldPassword: 'second-2', NewPassword })).rejects.toMatchObject({
        name: 'PasswordPolicyViolationException',
        message: 'Policy constraint violation with password reuse prevention during password change.',
      })
    }
    await dora.changePassword({ OldPassword: 'second-2', NewPassword: 'third-3' })
    await dora.changePassword({ OldPassword: 'third-3', NewPassword: 'first-1' })
  })
})
