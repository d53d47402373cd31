import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('UpdateGroup', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('UpdateGroup')
    await iam.root.createGroup({ GroupName: 'staff' })
  })
  afterAll(() => iam.close())

  it('moves and renames, and keeps members and id', async () => {
    await iam.root.createUser({ UserName: 'anna' })
    await iam.root.addUserToGroup({ GroupName: 'staff', UserName: 'anna' })
    const before = await iam.root.getGroup({ GroupName: 'staff' })
    await iam.root.updateGroup({ GroupName: 'staff', NewGroupName: 'people', NewPath: '/a/' })
    const after = await iam.root.getGroup({ GroupName: 'people' })
    expect(after.Group).toMatchObject({ GroupId: before.Group?.GroupId, Arn: 'arn:aws:iam::123456789012:group/a/people' })
    expect(after.Users).toMatchObject([{ UserName: 'anna' }])
  })

  it('refuses the name of another group and a group that is not there', async () => {
    await iam.root.createGroup({ GroupName: 'other' })
    await expect(iam.root.updateGroup({ GroupName: 'other', NewGroupName: 'People' })).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Group with name People already exists.',
    })
    await expect(iam.root.updateGroup({ GroupName: 'nobody' })).rejects.toMatchObject({ message: 'The group with name nobody cannot be found.' })
  })

  it('needs the permission on what the group becomes, too', async () => {
    const mover = await iam.user('mover', allow('iam:UpdateGroup', 'arn:aws:iam::123456789012:group/other'))
    await mover.updateGroup({ GroupName: 'other' })
    await expect(mover.updateGroup({ GroupName: 'other', NewGroupName: 'admins' })).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})
