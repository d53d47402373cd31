import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('DeleteAccountPasswordPolicy')
})
afterAll(() => iam.close())

it('goes back to AWS’s own rules', async () => {
  await iam.root.updateAccountPasswordPolicy({ MinimumPasswordLength: 20 })
  await iam.root.deleteAccountPasswordPolicy({})
  await expect(iam.root.getAccountPasswordPolicy({})).rejects.toMatchObject({ name: 'NoSuchEntityException' })
  await expect(iam.root.deleteAccountPasswordPolicy({})).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: 'The account policy with name PasswordPolicy cannot be found.',
  })
})
