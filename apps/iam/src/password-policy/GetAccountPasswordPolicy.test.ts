import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('GetAccountPasswordPolicy', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('GetAccountPasswordPolicy')
  })
  afterAll(() => iam.close())

  it('refuses while AWS’s own rules hold', async () => {
    await expect(iam.root.getAccountPasswordPolicy({})).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The Password Policy with domain name 123456789012 cannot be found.',
    })
  })

  it('leaves out what is not set', async () => {
    await iam.root.updateAccountPasswordPolicy({ MinimumPasswordLength: 12, RequireNumbers: true })
    expect((await iam.root.getAccountPasswordPolicy({})).PasswordPolicy).toEqual({
      MinimumPasswordLength: 12,
      RequireSymbols: false,
      RequireNumbers: true,
      RequireUppercaseCharacters: false,
      RequireLowercaseCharacters: false,
      AllowUsersToChangePassword: false,
      ExpirePasswords: false,
    })
  })

  it('tells of age, reuse and hard expiry', async () => {
    await iam.root.updateAccountPasswordPolicy({ MaxPasswordAge: 90, PasswordReusePrevention: 5, HardExpiry: false })
    const { PasswordPolicy } = await iam.root.getAccountPasswordPolicy({})
    expect(PasswordPolicy).toMatchObject({ ExpirePasswords: true, MaxPasswordAge: 90, PasswordReusePrevention: 5, HardExpiry: false })
  })
})
