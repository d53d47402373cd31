import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { roleOfTask } from './deletion-task.ts'
import { malformedTaskId, taskNotFound } from './errors.ts'

export const GetServiceLinkedRoleDeletionStatus = iamOperation(iam.GetServiceLinkedRoleDeletionStatus, {
  access({ DeletionTaskId: taskId }, request) {
    const resource = roleOfTask(taskId, request)
    if (resource === undefined) throw malformedTaskId(taskId)
    return [{ resource }]
  },

  async run({ DeletionTaskId: taskId }, request) {
    const deletion = await request.context.store.roleDeletions.find(request, taskId)
    if (deletion === undefined) throw taskNotFound(taskId)
    return { Status: 'SUCCEEDED' as const }
  },
})
