import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('GetGroup', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('GetGroup')
    await iam.root.createGroup({ GroupName: 'staff' })
    for (const UserName of ['c', 'a', 'b']) {
      await iam.root.createUser({ UserName })
      await iam.root.addUserToGroup({ GroupName: 'staff', UserName })
    }
  })
  afterAll(() => iam.close())

  it('pages over the users by name', async () => {
    const first = await iam.root.getGroup({ GroupName: 'STAFF', MaxItems: 2 })
    expect(first.Group?.GroupName).toBe('staff')
    expect(first.Users?.map((user) => user.UserName)).toEqual(['a', 'b'])
    expect(first.IsTruncated).toBe(true)
    const second = await iam.root.getGroup({ GroupName: 'staff', Marker: first.Marker })
    expect(second.Users?.map((user) => user.UserName)).toEqual(['c'])
    expect(second).toMatchObject({ IsTruncated: false })
    expect(second).not.toHaveProperty('Marker')
  })

  it('refuses a group that is not there', async () => {
    await expect(iam.root.getGroup({ GroupName: 'nobody' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The group with name nobody cannot be found.',
    })
  })
})
