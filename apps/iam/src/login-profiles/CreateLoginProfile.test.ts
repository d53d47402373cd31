import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('CreateLoginProfile', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('CreateLoginProfile')
    await iam.root.createUser({ UserName: 'Anna' })
    await iam.root.createUser({ UserName: 'ben' })
  })
  afterAll(() => iam.close())

  it('gives a user a password', async () => {
    const { LoginProfile } = await iam.root.createLoginProfile({ UserName: 'anna', Password: 'Correct-horse', PasswordResetRequired: true })
    expect(LoginProfile).toEqual({ UserName: 'Anna', CreateDate: expect.any(Date), PasswordResetRequired: true })
  })

  it('refuses a second password, a user that is missing and no password', async () => {
    await expect(iam.root.createLoginProfile({ UserName: 'Anna', Password: 'Correct-horse' })).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Login Profile for user Anna already exists.',
    })
    await expect(iam.root.createLoginProfile({ UserName: 'nobody', Password: 'Correct-horse' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user with name nobody cannot be found.',
    })
    await expect(iam.root.createLoginProfile({ UserName: 'ben' })).rejects.toMatchObject({
      name: 'MissingParameter',
      message: 'The request must contain the parameter Password.',
    })
    await expect(iam.root.createLoginProfile({ Password: 'Correct-horse' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Must specify userName when calling with non-User credentials',
    })
  })

  const refused = async (Password: string, message: string): Promise<void> => {
    await expect(iam.root.createLoginProfile({ UserName: 'ben', Password })).rejects.toMatchObject({ name: 'PasswordPolicyViolationException', message })
  }

  it('holds passwords against AWS’s own rules', async () => {
    await refused('Sh0rt!', 'Password should have a minimum length of 8')
    await refused(
      'onlylowercase1',
      'Password should have at least three of the following: uppercase letters, lowercase letters, numbers, symbols',
    )
    await iam.root.createAccountAlias({ AccountAlias: 'example-account1' })
    await refused('Example-Account1', 'Password should not be the name of the account')
  })

  it('holds passwords against the policy of the account', async () => {
    const flags = { RequireSymbols: true, RequireNumbers: true, RequireUppercaseCharacters: true, RequireLowercaseCharacters: true }
    await iam.root.updateAccountPasswordPolicy({ MinimumPasswordLength: 10, ...flags })
    await refused('Sh0rt-one', 'Password should have a minimum length of 10')
    await refused('NoSymbols123', 'Password should have at least one symbol')
    await refused('No-numbers-here', 'Password should have at least one number')
    await refused('no-uppercase-1', 'Password should have at least one uppercase letter')
    await refused('NO-LOWERCASE-1', 'Password should have at least one lowercase letter')
    await iam.root.updateAccountPasswordPolicy({})
    await iam.root.createLoginProfile({ UserName: 'ben', Password: 'simple' })
  })

  it('is about the caller without a name', async () => {
    const carl = await iam.user('carl', allow('iam:*LoginProfile', 'arn:aws:iam::*:user/${aws:username}'))
    await carl.createLoginProfile({ Password: 'simple' })
    expect((await carl.getLoginProfile({})).LoginProfile?.UserName).toBe('carl')
    await expect(carl.getLoginProfile({ UserName: 'ben' })).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})
