import { type Arn, iamArn, parseArn, parseIamResource } from '@rolecall/ids'
import type { RoleRecord, Store } from '@rolecall/store'
import { malformedRoleArn } from './errors.ts'

/** The parts of a role ARN; refuses what is no six-part ARN. */
export const readRoleArn = (roleArn: string): Arn => {
  const arn = parseArn(roleArn)
  if (arn === undefined || arn.resource === '') throw malformedRoleArn(roleArn)
  return arn
}

/** The role of that ARN; names ignore case, paths must match. Undefined for whatever is not there. */
export const findRole = async (roleArn: string, store: Store): Promise<RoleRecord | undefined> => {
  const arn = readRoleArn(roleArn)
  const entity = parseIamResource(arn.resource)
  if (arn.service !== 'iam' || arn.region !== '' || entity?.type !== 'role') return undefined
  const role = await store.roles.find({ partition: arn.partition, account: arn.account }, entity.name)
  return role?.path === entity.path ? role : undefined
}

export const roleArnOf = (role: RoleRecord): string =>
  iamArn(role.partition, role.account, { type: 'role', path: role.path, name: role.name })
