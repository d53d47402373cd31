import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('GetLoginProfile')
})
afterAll(() => iam.close())

it('shows the profile under the present name of its user', async () => {
  await iam.root.createUser({ UserName: 'anna' })
  await expect(iam.root.getLoginProfile({ UserName: 'anna' })).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: 'Login Profile for User anna cannot be found.',
  })
  const { LoginProfile } = await iam.root.createLoginProfile({ UserName: 'anna', Password: 'Correct-horse' })
  await iam.root.updateUser({ UserName: 'anna', NewUserName: 'beth' })
  expect((await iam.root.getLoginProfile({ UserName: 'beth' })).LoginProfile).toEqual({ ...LoginProfile, UserName: 'beth' })
})
