import { iamArn } from '@rolecall/ids'

/** The service whose role it is, by the role's path; undefined for every other role. */
export const linkedServiceOf = ({ path }: { path: string }): string | undefined => /^\/aws-service-role\/([^/]+)\/$/.exec(path)?.[1]

interface DeletionTask {
  path: string
  roleName: string
}

/** What the id of a task says of the role that is deleted. */
const readTaskId = (taskId: string): DeletionTask | undefined => {
  const [, service, roleName] = /^task\/aws-service-role\/([\w+=,.@-]+)\/([\w+=,.@-]+)\/[\da-f-]{36}$/.exec(taskId) ?? []
  if (service === undefined || roleName === undefined) return undefined
  return { path: `/aws-service-role/${service}/`, roleName }
}

/** The ARN that the deleted role had; undefined when the text is no id of a task. */
export const roleOfTask = (taskId: string, { partition, account }: { partition: string; account: string }): string | undefined => {
  const task = readTaskId(taskId)
  return task && iamArn(partition, account, { type: 'role', path: task.path, name: task.roleName })
}
