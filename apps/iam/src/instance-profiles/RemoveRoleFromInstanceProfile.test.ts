import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

describe('RemoveRoleFromInstanceProfile', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('RemoveRoleFromInstanceProfile')
    for (const RoleName of ['app', 'other']) await iam.root.createRole({ RoleName, AssumeRolePolicyDocument: trustingEc2 })
    await iam.root.createInstanceProfile({ InstanceProfileName: 'web' })
    await iam.root.addRoleToInstanceProfile({ InstanceProfileName: 'web', RoleName: 'app' })
  })
  afterAll(() => iam.close())

  it('removes the role that is there, once', async () => {
    const notThere = (RoleName: string) =>
      expect(iam.root.removeRoleFromInstanceProfile({ InstanceProfileName: 'web', RoleName })).rejects.toMatchObject({
        name: 'NoSuchEntityException',
        message: `Role ${RoleName} in Instance Profile web cannot be found.`,
      })
    await notThere('other')
    await iam.root.removeRoleFromInstanceProfile({ InstanceProfileName: 'WEB', RoleName: 'APP' })
    await notThere('app')
    expect((await iam.root.getInstanceProfile({ InstanceProfileName: 'web' })).InstanceProfile?.Roles).toEqual([])
  })

  it('refuses a profile that is not there', async () => {
    await expect(iam.root.removeRoleFromInstanceProfile({ InstanceProfileName: 'none', RoleName: 'app' })).rejects.toMatchObject({
      message: 'Instance Profile none cannot be found.',
    })
  })
})
