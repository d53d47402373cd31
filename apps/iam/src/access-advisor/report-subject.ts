import { iamArn, parseArn } from '@rolecall/ids'
import type { AccessCheck } from '@rolecall/pipeline'
import { parsePolicy, type Policy } from '@rolecall/policy'
import type { ReportedEntity, RoleRecord, UserRecord } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import { onPolicy } from '../entities/access.ts'
import { getPolicy } from '../policies/policy.ts'
import { onPolicySource, readPolicySource } from '../simulation/policy-source.ts'
import { parseIdentity } from '../simulation/simulated-caller.ts'
import { invalidArn } from './errors.ts'

/** What a report is about: policies, and the users and roles that can use what they allow. */
export interface ReportSubject {
  policies: Policy[]
  entities: ReportedEntity[]
}

const isPolicyArn = (arn: string): boolean => {
  const parsed = parseArn(arn)
  return parsed?.service === 'iam' && parsed.resource.startsWith('policy/')
}

const everyMember = { afterName: '', limit: 2_147_483_647 }

const entityOf = (type: ReportedEntity['type'], { id, partition, account, name, path }: UserRecord | RoleRecord): ReportedEntity => ({
  id,
  type,
  arn: iamArn(partition, account, { type: type === 'USER' ? 'user' : 'role', path, name }),
  name,
  path,
})

const membersOf = async (groupId: string, { context }: IamRequest): Promise<ReportedEntity[]> =>
  (await context.store.groups.members(groupId, everyMember)).map((user) => entityOf('USER', user))

const subjectOfPolicy = async (arn: string, request: IamRequest): Promise<ReportSubject> => {
  const { store } = request.context
  const policy = await getPolicy(arn, request)
  const version = await store.managedPolicies.findVersion(policy, policy.defaultVersion)
  const holders = (await store.attachments.holders(policy.arn, request)).filter(({ isAttached }) => isAttached)
  const idsOf = (kind: string): string[] => holders.filter((holder) => holder.kind === kind).map(({ id }) => id)
  const users = (await store.users.findMany(idsOf('user'))).map((user) => entityOf('USER', user))
  const roles = (await store.roles.findMany(idsOf('role'))).map((role) => entityOf('ROLE', role))
  const members = (await Promise.all(idsOf('group').map((id) => membersOf(id, request)))).flat()
  const entities = [...new Map([...users, ...roles, ...members].map((entity) => [entity.id, entity])).values()]
  return { policies: version === undefined ? [] : [parsePolicy(version.document)], entities }
}

/** A user, group or role with its policies. */
const subjectOfEntity = async (arn: string, request: IamRequest): Promise<ReportSubject> => {
  const { identity, policies } = await readPolicySource(arn, request)
  const { entities } = request.context
  const read = {
    user: async () => [entityOf('USER', await entities.get('user', request, identity.name))],
    role: async () => [entityOf('ROLE', await entities.get('role', request, identity.name))],
    group: async () => membersOf((await entities.get('group', request, identity.name)).id, request),
  }
  return { policies: policies.map(({ policy }) => policy), entities: await read[identity.kind]() }
}

/** The check on what a report is to be about. */
export const onReportSubject = (arn: string, request: IamRequest): Promise<AccessCheck> => {
  if (isPolicyArn(arn)) return onPolicy(arn, request)
  if (parseIdentity(arn) === undefined) throw invalidArn(arn)
  return onPolicySource(arn, request)
}

/** Refuses with NoSuchEntity. */
export const readReportSubject = (arn: string, request: IamRequest): Promise<ReportSubject> =>
  isPolicyArn(arn) ? subjectOfPolicy(arn, request) : subjectOfEntity(arn, request)
