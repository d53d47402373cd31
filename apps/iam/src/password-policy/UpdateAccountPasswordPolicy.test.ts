import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('UpdateAccountPasswordPolicy', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('UpdateAccountPasswordPolicy')
  })
  afterAll(() => iam.close())

  it('puts what is not given back to its default', async () => {
    await iam.root.updateAccountPasswordPolicy({ MinimumPasswordLength: 20, RequireSymbols: true, MaxPasswordAge: 30 })
    await iam.root.updateAccountPasswordPolicy({ RequireNumbers: true })
    expect((await iam.root.getAccountPasswordPolicy({})).PasswordPolicy).toEqual({
      MinimumPasswordLength: 6,
      RequireSymbols: false,
      RequireNumbers: true,
      RequireUppercaseCharacters: false,
      RequireLowercaseCharacters: false,
      AllowUsersToChangePassword: false,
      ExpirePasswords: false,
    })
  })

  it('refuses what no policy may say, and keeps the policy', async () => {
    const before = (await iam.root.getAccountPasswordPolicy({})).PasswordPolicy
    await expect(iam.root.updateAccountPasswordPolicy({ MinimumPasswordLength: 5 })).rejects.toMatchObject({
      name: 'ValidationError',
      message:
        "1 validation error detected: Value at 'minimumPasswordLength' failed to satisfy constraint: Member must have value greater than or equal to 6",
    })
    await expect(iam.root.updateAccountPasswordPolicy({ PasswordReusePrevention: 25, MaxPasswordAge: 1096 })).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(/^2 validation errors detected: /),
    })
    expect((await iam.root.getAccountPasswordPolicy({})).PasswordPolicy).toEqual(before)
  })
})
