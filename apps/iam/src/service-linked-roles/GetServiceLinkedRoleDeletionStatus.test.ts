import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('GetServiceLinkedRoleDeletionStatus', () => {
  let iam: IamWorld
  let task: string

  beforeAll(async () => {
    iam = await createIamWorld('GetServiceLinkedRoleDeletionStatus')
    await iam.root.createServiceLinkedRole({ AWSServiceName: 'ecs.amazonaws.com' })
    const { DeletionTaskId = '' } = await iam.root.deleteServiceLinkedRole({ RoleName: 'AWSServiceRoleForECS' })
    task = DeletionTaskId
  })
  afterAll(() => iam.close())

  it('tells of the deletions of the account', async () => {
    expect((await iam.root.getServiceLinkedRoleDeletionStatus({ DeletionTaskId: task })).Status).toBe('SUCCEEDED')
    const other = iam.as({ accessKeyId: '210987654321', secretAccessKey: 'test' })
    await expect(other.getServiceLinkedRoleDeletionStatus({ DeletionTaskId: task })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `The deletion task with id ${task} cannot be found.`,
    })
  })

  it('refuses what is no id of a task', async () => {
    await expect(iam.root.getServiceLinkedRoleDeletionStatus({ DeletionTaskId: 'task/x' })).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: 'The deletion task id task/x is not valid.',
    })
  })

  it('is decided by the role that is deleted', async () => {
    const watcher = await iam.user('watcher', allow('iam:GetServiceLinkedRoleDeletionStatus', 'arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*'))
    await watcher.getServiceLinkedRoleDeletionStatus({ DeletionTaskId: task })
    const DeletionTaskId = task.replaceAll('ecs.amazonaws.com', 'eks.amazonaws.com')
    await expect(watcher.getServiceLinkedRoleDeletionStatus({ DeletionTaskId })).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})
