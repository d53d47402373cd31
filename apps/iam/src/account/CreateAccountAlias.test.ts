import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('CreateAccountAlias', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('CreateAccountAlias')
  })
  afterAll(() => iam.close())

  it('gives the account an alias in place of the one before', async () => {
    await iam.root.createAccountAlias({ AccountAlias: 'first' })
    await iam.root.createAccountAlias({ AccountAlias: 'example-account' })
    expect((await iam.root.listAccountAliases({})).AccountAliases).toEqual(['example-account'])
  })

  it('refuses an alias that an account of the partition has', async () => {
    const refused = { name: 'EntityAlreadyExistsException', message: 'The account alias example-account already exists.' }
    const other = iam.as({ accessKeyId: '210987654321', secretAccessKey: 'test' })
    await expect(iam.root.createAccountAlias({ AccountAlias: 'example-account' })).rejects.toMatchObject(refused)
    await expect(other.createAccountAlias({ AccountAlias: 'example-account' })).rejects.toMatchObject(refused)
    await other.createAccountAlias({ AccountAlias: 'first' })
    const china = iam.as({ accessKeyId: 'test', secretAccessKey: 'test' }, 'cn-north-1')
    await china.createAccountAlias({ AccountAlias: 'example-account' })
  })

  it('gives two accounts that ask at once for the same alias a winner', async () => {
    const accounts = ['111111111111', '222222222222', '333333333333'].map((accessKeyId) => iam.as({ accessKeyId, secretAccessKey: 'test' }))
    const results = await Promise.allSettled(accounts.map((account) => account.createAccountAlias({ AccountAlias: 'wanted' })))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ message: 'The account alias wanted already exists.' })
    }
  })

  it('refuses what no alias looks like', async () => {
    for (const AccountAlias of ['Upper', '-front', 'back-', 'two--hyphens', 'dot.ted']) {
      await expect(iam.root.createAccountAlias({ AccountAlias })).rejects.toMatchObject({
        name: 'ValidationError',
        message: expect.stringContaining("Value at 'accountAlias' failed to satisfy constraint: Member must satisfy regular expression pattern"),
      })
    }
    await expect(iam.root.createAccountAlias({ AccountAlias: '123456789012' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The specified value for accountAlias is invalid. It must not consist of 12 digits.',
    })
  })
})
