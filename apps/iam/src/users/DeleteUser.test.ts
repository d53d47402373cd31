import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allowingPolicy, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('DeleteUser', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('DeleteUser')
  })
  afterAll(() => iam.close())

  it('wants groups, attached policies, inline policies and access keys gone first, in this order', async () => {
    const { root } = iam
    const UserName = 'anna'
    await root.createUser({ UserName })
    await root.createGroup({ GroupName: 'staff' })
    await root.addUserToGroup({ GroupName: 'staff', UserName })
    const { Policy } = await root.createPolicy({ PolicyName: 'managed', PolicyDocument: allowingPolicy })
    const PolicyArn = Policy?.Arn ?? ''
    await root.attachUserPolicy({ UserName, PolicyArn })
    await root.putUserPolicy({ UserName, PolicyName: 'inline', PolicyDocument: allowingPolicy })
    const { AccessKey } = await root.createAccessKey({ UserName })

    const refused = (what: string) =>
      expect(root.deleteUser({ UserName })).rejects.toMatchObject({ name: 'DeleteConflictException', message: `Cannot delete entity, must ${what} first.` })
    await refused('remove users from group')
    await root.removeUserFromGroup({ GroupName: 'staff', UserName })
    await refused('detach all policies')
    await root.detachUserPolicy({ UserName, PolicyArn })
    await refused('delete policies')
    await root.deleteUserPolicy({ UserName, PolicyName: 'inline' })
    await refused('delete access keys')
    await root.deleteAccessKey({ UserName, AccessKeyId: AccessKey?.AccessKeyId ?? '' })

    await root.deleteUser({ UserName })
    await expect(root.deleteUser({ UserName })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user with name anna cannot be found.',
    })
  })
})
