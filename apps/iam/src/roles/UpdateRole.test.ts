import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

describe('UpdateRole', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('UpdateRole')
    await iam.root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2, Description: 'before' })
  })
  afterAll(() => iam.close())

  it('replaces only what it is given', async () => {
    await iam.root.updateRole({ RoleName: 'app', MaxSessionDuration: 43_200 })
    expect((await iam.root.getRole({ RoleName: 'app' })).Role).toMatchObject({ Description: 'before', MaxSessionDuration: 43_200 })
    await iam.root.updateRole({ RoleName: 'APP', Description: 'after' })
    expect((await iam.root.getRole({ RoleName: 'app' })).Role).toMatchObject({ Description: 'after', MaxSessionDuration: 43_200 })
  })

  it('refuses a role that is not there and a session beyond twelve hours', async () => {
    await expect(iam.root.updateRole({ RoleName: 'nobody' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name nobody cannot be found.',
    })
    await expect(iam.root.updateRole({ RoleName: 'app', MaxSessionDuration: 43_201 })).rejects.toMatchObject({
      name: 'ValidationError',
      message:
        "1 validation error detected: Value at 'maxSessionDuration' failed to satisfy constraint: Member must have value less than or equal to 43200",
    })
  })
})
