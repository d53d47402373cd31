import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('ListGroupsForUser', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('ListGroupsForUser')
    await iam.root.createUser({ UserName: 'anna' })
    for (const GroupName of ['b', 'a', 'other']) await iam.root.createGroup({ GroupName })
    for (const GroupName of ['b', 'a']) await iam.root.addUserToGroup({ GroupName, UserName: 'anna' })
  })
  afterAll(() => iam.close())

  it('lists the groups of the user by name', async () => {
    const first = await iam.root.listGroupsForUser({ UserName: 'anna', MaxItems: 1 })
    expect(first).toMatchObject({ Groups: [{ GroupName: 'a' }], IsTruncated: true })
    const second = await iam.root.listGroupsForUser({ UserName: 'anna', Marker: first.Marker })
    expect(second).toMatchObject({ Groups: [{ GroupName: 'b' }], IsTruncated: false })
  })

  it('refuses a user that is not there', async () => {
    await expect(iam.root.listGroupsForUser({ UserName: 'nobody' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user with name nobody cannot be found.',
    })
  })
})
