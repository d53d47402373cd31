import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('RemoveUserFromGroup', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('RemoveUserFromGroup')
    await iam.root.createGroup({ GroupName: 'staff' })
    await iam.root.createUser({ UserName: 'anna' })
    await iam.root.addUserToGroup({ GroupName: 'staff', UserName: 'anna' })
  })
  afterAll(() => iam.close())

  it('removes, and may be repeated', async () => {
    await iam.root.removeUserFromGroup({ GroupName: 'staff', UserName: 'anna' })
    await iam.root.removeUserFromGroup({ GroupName: 'staff', UserName: 'anna' })
    expect((await iam.root.getGroup({ GroupName: 'staff' })).Users).toEqual([])
  })

  it('looks for the user first', async () => {
    await expect(iam.root.removeUserFromGroup({ GroupName: 'none', UserName: 'nobody' })).rejects.toMatchObject({
      message: 'The user with name nobody cannot be found.',
    })
    await expect(iam.root.removeUserFromGroup({ GroupName: 'none', UserName: 'anna' })).rejects.toMatchObject({
      message: 'The group with name none cannot be found.',
    })
  })
})
