import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allowingPolicy, createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

describe('DeleteRole', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('DeleteRole')
  })
  afterAll(() => iam.close())

  it('wants profiles, attached and inline policies gone first, in this order', async () => {
    const { root } = iam
    await root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2 })
    const { Policy } = await root.createPolicy({ PolicyName: 'managed', PolicyDocument: allowingPolicy })
    const PolicyArn = Policy?.Arn ?? ''
    await root.putRolePolicy({ RoleName: 'app', PolicyName: 'inline', PolicyDocument: allowingPolicy })
    await root.attachRolePolicy({ RoleName: 'app', PolicyArn })
    await root.createInstanceProfile({ InstanceProfileName: 'p' })
    await root.addRoleToInstanceProfile({ InstanceProfileName: 'p', RoleName: 'app' })
    await root.putRolePermissionsBoundary({ RoleName: 'app', PermissionsBoundary: PolicyArn })

    const refused = (message: string) => expect(root.deleteRole({ RoleName: 'app' })).rejects.toMatchObject({ name: 'DeleteConflictException', message })
    await refused('Cannot delete entity, must remove roles from instance profile first.')
    await root.removeRoleFromInstanceProfile({ InstanceProfileName: 'p', RoleName: 'app' })
    await refused('Cannot delete entity, must detach all policies first.')
    await root.detachRolePolicy({ RoleName: 'app', PolicyArn })
    await refused('Cannot delete entity, must delete policies first.')
    await root.deleteRolePolicy({ RoleName: 'app', PolicyName: 'inline' })

    await root.deleteRole({ RoleName: 'app' })
    await expect(root.deleteRole({ RoleName: 'app' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name app cannot be found.',
    })
    const { Role } = await root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2 })
    expect(Role?.Arn).toBe('arn:aws:iam::123456789012:role/app')
  })
})
