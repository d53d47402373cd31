import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('DeleteAccountAlias', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('DeleteAccountAlias')
  })
  afterAll(() => iam.close())

  it('leaves the alias to others', async () => {
    await iam.root.createAccountAlias({ AccountAlias: 'example' })
    await iam.root.deleteAccountAlias({ AccountAlias: 'example' })
    expect((await iam.root.listAccountAliases({})).AccountAliases).toEqual([])
    await iam.as({ accessKeyId: '210987654321', secretAccessKey: 'test' }).createAccountAlias({ AccountAlias: 'example' })
  })

  it('refuses an alias that the account does not have', async () => {
    for (const AccountAlias of ['nobody', 'example']) {
      await expect(iam.root.deleteAccountAlias({ AccountAlias })).rejects.toMatchObject({
        name: 'NoSuchEntityException',
        message: `The account alias with name ${AccountAlias} cannot be found.`,
      })
    }
  })
})
