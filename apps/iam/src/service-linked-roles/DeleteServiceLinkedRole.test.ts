import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

describe('DeleteServiceLinkedRole', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('DeleteServiceLinkedRole')
  })
  afterAll(() => iam.close())

  it('removes the role by a task', async () => {
    const RoleName = 'AWSServiceRoleForAutoScaling'
    await iam.root.createServiceLinkedRole({ AWSServiceName: 'autoscaling.amazonaws.com' })
    const { DeletionTaskId = '' } = await iam.root.deleteServiceLinkedRole({ RoleName })
    expect(DeletionTaskId).toMatch(/^task\/aws-service-role\/autoscaling\.amazonaws\.com\/AWSServiceRoleForAutoScaling\/[\da-f-]{36}$/)
    expect((await iam.root.getServiceLinkedRoleDeletionStatus({ DeletionTaskId })).Status).toBe('SUCCEEDED')
    await expect(iam.root.getRole({ RoleName })).rejects.toMatchObject({ name: 'NoSuchEntityException' })
    await iam.root.createServiceLinkedRole({ AWSServiceName: 'autoscaling.amazonaws.com' })
  })

  it('refuses roles that are none of a service', async () => {
    await iam.root.createRole({ RoleName: 'own', AssumeRolePolicyDocument: trustingEc2 })
    for (const RoleName of ['own', 'nobody']) {
      await expect(iam.root.deleteServiceLinkedRole({ RoleName })).rejects.toMatchObject({
        name: 'NoSuchEntityException',
        message: `The role with name ${RoleName} cannot be found.`,
      })
    }
  })

  it('needs the permission on the role', async () => {
    const limited = await iam.user('limited', allow('iam:DeleteServiceLinkedRole', 'arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*'))
    await expect(limited.deleteServiceLinkedRole({ RoleName: 'AWSServiceRoleForAutoScaling' })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('iam:DeleteServiceLinkedRole on resource: role AWSServiceRoleForAutoScaling because'),
    })
  })
})
