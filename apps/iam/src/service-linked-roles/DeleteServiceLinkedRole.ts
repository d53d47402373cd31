import { wholeSeconds } from '@rolecall/clock'
import { iamArn } from '@rolecall/ids'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { entityNotFound } from '../entities/entities.ts'
import { linkedServiceOf } from './deletion-task.ts'

/** The services that would go on using the role are not here, so it is gone at once; the task tells of it. */
export const DeleteServiceLinkedRole = iamOperation(iam.DeleteServiceLinkedRole, {
  access: async (input, request) => [await onEntity({ kind: 'role', name: input.RoleName }, request)],

  async run(input, request) {
    const { context, partition, account, now } = request
    const { store, entities, ids } = context
    const role = await entities.get('role', request, input.RoleName)
    const service = linkedServiceOf(role)
    // A role of the account's own is none that this operation knows.
    if (service === undefined) throw entityNotFound('role', input.RoleName)
    const taskId = `task/aws-service-role/${service}/${role.name}/${ids.uuid()}`
    await store.attachments.removeAll(role.id)
    await store.roles.remove(role.id)
    const roleArn = iamArn(partition, account, { type: 'role', path: role.path, name: role.name })
    await store.roleDeletions.add({ taskId, partition, account, roleArn, createdAt: wholeSeconds(now) })
    return { DeletionTaskId: taskId }
  },
})
