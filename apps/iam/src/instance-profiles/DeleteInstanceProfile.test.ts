import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

describe('DeleteInstanceProfile', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('DeleteInstanceProfile')
  })
  afterAll(() => iam.close())

  it('wants the role gone first', async () => {
    await iam.root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2 })
    await iam.root.createInstanceProfile({ InstanceProfileName: 'web' })
    await iam.root.addRoleToInstanceProfile({ InstanceProfileName: 'web', RoleName: 'app' })
    await expect(iam.root.deleteInstanceProfile({ InstanceProfileName: 'web' })).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must remove roles from instance profile first.',
    })
    await iam.root.removeRoleFromInstanceProfile({ InstanceProfileName: 'web', RoleName: 'app' })
    await iam.root.deleteInstanceProfile({ InstanceProfileName: 'WEB' })
    await expect(iam.root.deleteInstanceProfile({ InstanceProfileName: 'web' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'Instance Profile web cannot be found.',
    })
  })
})
