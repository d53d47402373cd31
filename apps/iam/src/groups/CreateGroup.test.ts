import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('CreateGroup', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('CreateGroup', { GroupsPerAccount: 1 })
  })
  afterAll(() => iam.close())

  it('answers the group, and refuses a taken name and groups beyond the quota', async () => {
    const { Group } = await iam.root.createGroup({ GroupName: 'Staff', Path: '/a//b/' })
    expect(Group).toEqual({
      Path: '/a//b/',
      GroupName: 'Staff',
      GroupId: expect.stringMatching(/^AGPA[A-Z2-7]{17}$/),
      Arn: 'arn:aws:iam::123456789012:group/a//b/Staff',
      CreateDate: expect.any(Date),
    })
    await expect(iam.root.createGroup({ GroupName: 'STAFF' })).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Group with name STAFF already exists.',
    })
    await expect(iam.root.createGroup({ GroupName: 'other' })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for GroupsPerAccount: 1',
    })
  })

  it('refuses a path that does not end with a slash', async () => {
    await expect(iam.root.createGroup({ GroupName: 'g', Path: '/a' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    })
  })

  it('is decided on the new ARN', async () => {
    const maker = await iam.user('maker', allow('iam:CreateGroup', 'arn:aws:iam::123456789012:group/x/*'))
    await expect(maker.createGroup({ GroupName: 'g' })).rejects.toMatchObject({
      message:
        'User: arn:aws:iam::123456789012:user/maker is not authorized to perform: iam:CreateGroup on resource: arn:aws:iam::123456789012:group/g because no identity-based policy allows the iam:CreateGroup action',
    })
  })
})
