import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

describe('ListInstanceProfilesForRole', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('ListInstanceProfilesForRole')
    await iam.root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2 })
    for (const InstanceProfileName of ['b', 'a', 'empty']) await iam.root.createInstanceProfile({ InstanceProfileName })
    for (const InstanceProfileName of ['b', 'a']) await iam.root.addRoleToInstanceProfile({ InstanceProfileName, RoleName: 'app' })
  })
  afterAll(() => iam.close())

  it('lists the profiles that hold the role, in pages', async () => {
    const first = await iam.root.listInstanceProfilesForRole({ RoleName: 'APP', MaxItems: 1 })
    expect(first).toMatchObject({ InstanceProfiles: [{ InstanceProfileName: 'a', Roles: [{ RoleName: 'app' }] }], IsTruncated: true })
    const second = await iam.root.listInstanceProfilesForRole({ RoleName: 'app', Marker: first.Marker })
    expect(second).toMatchObject({ InstanceProfiles: [{ InstanceProfileName: 'b' }], IsTruncated: false })
  })

  it('refuses a role that is not there', async () => {
    await expect(iam.root.listInstanceProfilesForRole({ RoleName: 'none' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name none cannot be found.',
    })
  })
})
