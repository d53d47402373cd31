import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, documentOf, type IamWorld } from '../../test/iam-world.ts'

describe('AddUserToGroup', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('AddUserToGroup', { GroupsPerUser: 2 })
    for (const GroupName of ['a', 'b', 'c']) await iam.root.createGroup({ GroupName })
    await iam.root.createUser({ UserName: 'anna' })
  })
  afterAll(() => iam.close())

  it('gives the member what the group may do, from the next call on', async () => {
    const member = await iam.user('member')
    await iam.root.putGroupPolicy({ GroupName: 'a', PolicyName: 'p', PolicyDocument: documentOf(allow('iam:ListUsers')) })
    await expect(member.listUsers({})).rejects.toMatchObject({ name: 'AccessDenied' })
    await iam.root.addUserToGroup({ GroupName: 'a', UserName: 'member' })
    await member.listUsers({})
  })

  it('may be repeated, and ends at the quota', async () => {
    for (const GroupName of ['a', 'a', 'b']) await iam.root.addUserToGroup({ GroupName, UserName: 'anna' })
    await iam.root.addUserToGroup({ GroupName: 'A', UserName: 'ANNA' })
    await expect(iam.root.addUserToGroup({ GroupName: 'c', UserName: 'anna' })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for GroupsPerUser: 2',
    })
  })

  it('looks for the group first', async () => {
    await expect(iam.root.addUserToGroup({ GroupName: 'none', UserName: 'nobody' })).rejects.toMatchObject({
      message: 'The group with name none cannot be found.',
    })
    await expect(iam.root.addUserToGroup({ GroupName: 'a', UserName: 'nobody' })).rejects.toMatchObject({
      message: 'The user with name nobody cannot be found.',
    })
  })
})
