import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('UpdateUser', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('UpdateUser')
  })
  afterAll(() => iam.close())

  it('moves and renames, keeps the id, and what is attached follows', async () => {
    const own = await iam.user('anna', allow('iam:ListAccessKeys'))
    const before = await iam.root.getUser({ UserName: 'anna' })
    await iam.root.updateUser({ UserName: 'anna', NewUserName: 'anne', NewPath: '/staff/' })
    const after = await iam.root.getUser({ UserName: 'anne' })
    expect(after.User).toMatchObject({ UserId: before.User?.UserId, Arn: 'arn:aws:iam::123456789012:user/staff/anne' })
    expect((await own.listAccessKeys({})).AccessKeyMetadata).toMatchObject([{ UserName: 'anne' }])
    await expect(iam.root.getUser({ UserName: 'anna' })).rejects.toMatchObject({ name: 'NoSuchEntityException' })
  })

  it('changes the case of a name, and succeeds with no change at all', async () => {
    await iam.root.createUser({ UserName: 'berta' })
    await iam.root.updateUser({ UserName: 'berta', NewUserName: 'Berta' })
    await iam.root.updateUser({ UserName: 'BERTA' })
    expect((await iam.root.getUser({ UserName: 'berta' })).User?.UserName).toBe('Berta')
  })

  it('refuses the name of another user and a user that is not there', async () => {
    await iam.root.createUser({ UserName: 'carl' })
    await expect(iam.root.updateUser({ UserName: 'carl', NewUserName: 'BERTA' })).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'User with name BERTA already exists.',
    })
    await expect(iam.root.updateUser({ UserName: 'nobody' })).rejects.toMatchObject({ message: 'The user with name nobody cannot be found.' })
  })

  it('needs the permission on what the user becomes, too', async () => {
    const mover = await iam.user('mover', allow('iam:UpdateUser', 'arn:aws:iam::123456789012:user/carl'))
    await mover.updateUser({ UserName: 'carl' })
    await expect(mover.updateUser({ UserName: 'carl', NewPath: '/admins/' })).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})
