import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('DeleteLoginProfile')
})
afterAll(() => iam.close())

it('takes the password, without which the user can be deleted', async () => {
  await iam.root.createUser({ UserName: 'anna' })
  await iam.root.createLoginProfile({ UserName: 'anna', Password: 'Correct-horse' })
  await expect(iam.root.deleteUser({ UserName: 'anna' })).rejects.toMatchObject({
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must delete login profile first.',
  })
  await iam.root.deleteLoginProfile({ UserName: 'anna' })
  await expect(iam.root.deleteLoginProfile({ UserName: 'anna' })).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: 'Login Profile for User anna cannot be found.',
  })
  await iam.root.deleteUser({ UserName: 'anna' })
})
