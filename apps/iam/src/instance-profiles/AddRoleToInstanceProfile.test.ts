import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

describe('AddRoleToInstanceProfile', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('AddRoleToInstanceProfile')
    await iam.root.createRole({ RoleName: 'app', Path: '/team/', AssumeRolePolicyDocument: trustingEc2 })
    for (const InstanceProfileName of ['first', 'second']) await iam.root.createInstanceProfile({ InstanceProfileName })
  })
  afterAll(() => iam.close())

  it('takes one role only', async () => {
    await iam.root.addRoleToInstanceProfile({ InstanceProfileName: 'first', RoleName: 'app' })
    await expect(iam.root.addRoleToInstanceProfile({ InstanceProfileName: 'first', RoleName: 'app' })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    })
  })

  it('refuses what is not there', async () => {
    await expect(iam.root.addRoleToInstanceProfile({ InstanceProfileName: 'none', RoleName: 'app' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'Instance Profile none cannot be found.',
    })
    await expect(iam.root.addRoleToInstanceProfile({ InstanceProfileName: 'second', RoleName: 'none' })).rejects.toMatchObject({
      message: 'The role with name none cannot be found.',
    })
  })

  it('needs iam:PassRole to EC2 on the role', async () => {
    const adder = allow('iam:AddRoleToInstanceProfile')
    const arn = 'arn:aws:iam::123456789012:role/team/app'
    const without = await iam.user('without', adder)
    await expect(without.addRoleToInstanceProfile({ InstanceProfileName: 'second', RoleName: 'app' })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::123456789012:user/without is not authorized to perform: iam:PassRole on resource: ${arn} because no identity-based policy allows the iam:PassRole action`,
    })
    const passTo = (service: string) => ({ ...allow('iam:PassRole', arn), Condition: { StringEquals: { 'iam:PassedToService': service } } })
    const wrong = await iam.user('wrong', adder, passTo('lambda.amazonaws.com'))
    await expect(wrong.addRoleToInstanceProfile({ InstanceProfileName: 'second', RoleName: 'app' })).rejects.toMatchObject({ name: 'AccessDenied' })
    const right = await iam.user('right', adder, passTo('ec2.amazonaws.com'))
    await right.addRoleToInstanceProfile({ InstanceProfileName: 'second', RoleName: 'app' })
  })
})
