import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

describe('UpdateRoleDescription', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('UpdateRoleDescription')
    await iam.root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2, Description: 'before' })
  })
  afterAll(() => iam.close())

  it('answers the role with its new description', async () => {
    const { Role } = await iam.root.updateRoleDescription({ RoleName: 'app', Description: 'after' })
    expect(Role).toMatchObject({ RoleName: 'app', Description: 'after' })
    expect((await iam.root.getRole({ RoleName: 'app' })).Role?.Description).toBe('after')
  })

  it('refuses a role that is not there', async () => {
    await expect(iam.root.updateRoleDescription({ RoleName: 'nobody', Description: 'd' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name nobody cannot be found.',
    })
  })
})
