import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allowingPolicy, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('DeleteGroup', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('DeleteGroup')
  })
  afterAll(() => iam.close())

  it('wants users, attached and inline policies gone first, in this order', async () => {
    const { root } = iam
    const GroupName = 'staff'
    await root.createGroup({ GroupName })
    await root.createUser({ UserName: 'anna' })
    await root.addUserToGroup({ GroupName, UserName: 'anna' })
    const { Policy } = await root.createPolicy({ PolicyName: 'managed', PolicyDocument: allowingPolicy })
    const PolicyArn = Policy?.Arn ?? ''
    await root.attachGroupPolicy({ GroupName, PolicyArn })
    await root.putGroupPolicy({ GroupName, PolicyName: 'inline', PolicyDocument: allowingPolicy })

    const refused = (what: string) =>
      expect(root.deleteGroup({ GroupName })).rejects.toMatchObject({ name: 'DeleteConflictException', message: `Cannot delete entity, must ${what} first.` })
    await refused('remove users from group')
    await root.removeUserFromGroup({ GroupName, UserName: 'anna' })
    await refused('detach all policies')
    await root.detachGroupPolicy({ GroupName, PolicyArn })
    await refused('delete policies')
    await root.deleteGroupPolicy({ GroupName, PolicyName: 'inline' })

    await root.deleteGroup({ GroupName })
    await expect(root.deleteGroup({ GroupName })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The group with name staff cannot be found.',
    })
  })
})
