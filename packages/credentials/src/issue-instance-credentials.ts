import { ec2Arn } from '@rolecall/ids'
import {
  type CandidateInstance,
  type CandidateRole,
  type CredentialFailure,
  isTransientConflict,
  type NewCredentials,
  type RenewalFailure,
  type RoleDelivery,
  type RotationCandidate,
  type Store,
} from '@rolecall/store'
import { trustsEc2 } from './ec2-trust.ts'
import { readRoleGuards, type RoleGuards } from './organizations.ts'
import { planRotation, retryDelaySeconds, type RotationPlan, type RotationSettings } from './plan-rotation.ts'
import type { Sealer } from './sealer.ts'

export interface IssueDependencies {
  store: Store
  sealer: Sealer
  settings: RotationSettings
}

/** How many instances got new credentials, could not get any, or are to have none any more. */
export interface IssueSummary {
  issued: number
  failed: number
  removed: number
}

/** What one page of instances comes to, before it is written. */
interface Work {
  rows: NewCredentials[]
  failures: RenewalFailure[]
  removals: { instanceId: string; generation: number }[]
}

type IssuePlan = Extract<RotationPlan, { action: 'issue' }>

/** A candidate that is to get credentials: it runs and has a profile. */
interface Recipient extends RotationCandidate {
  instance: CandidateInstance
  associationId: string
}

const deliveries: readonly RoleDelivery[] = ['1.0', '2.0']
const pageSize = 500
const attempts = 3

const seconds = (date: Date): number => date.getTime() / 1000

const sealDelivery = async (sealer: Sealer, to: { recipient: Recipient; role: CandidateRole; delivery: RoleDelivery }, plan: IssuePlan) => {
  const { partition, account, vpcId, privateIp } = to.recipient.instance
  return sealer.sealSession({
    kind: 'role',
    partition,
    account,
    principalId: to.role.id,
    name: to.recipient.instanceId,
    issuedAt: seconds(plan.issuedAt),
    expiresAt: seconds(plan.expiresAt),
    instance: {
      instanceArn: ec2Arn(to.recipient.instance, 'instance', to.recipient.instanceId),
      roleDelivery: to.delivery,
      ...(vpcId === null ? {} : { vpcId }),
      ...(privateIp === null ? {} : { privateIp }),
    },
  })
}

const nextGeneration = (candidate: RotationCandidate): number => (candidate.credentials?.generation ?? 0) + 1

const succeed = async (sealer: Sealer, recipient: Recipient, granted: { role: CandidateRole; plan: IssuePlan }): Promise<NewCredentials[]> => {
  const { role, plan } = granted
  const rows: NewCredentials[] = []
  for (const delivery of deliveries) {
    const keys = await sealDelivery(sealer, { recipient, role, delivery }, plan)
    rows.push({
      instanceId: recipient.instanceId,
      delivery,
      generation: nextGeneration(recipient),
      associationId: recipient.associationId,
      roleId: role.id,
      roleName: role.name,
      accessKeyId: keys.accessKeyId,
      token: keys.sessionToken,
      issuedAt: plan.issuedAt,
      expiresAt: plan.expiresAt,
      failureCode: null,
      failedAt: null,
      failureCount: 0,
      renewAt: plan.renewAt,
    })
  }
  return rows
}

const findFailure = (recipient: Recipient, guards: RoleGuards, now: Date): CredentialFailure | undefined => {
  if (!recipient.hasProfile) return 'InstanceProfileNotFound'
  if (recipient.role === undefined) return 'InstanceProfileWithoutRole'
  const { instance, instanceId: id } = recipient
  const isTrusted = trustsEc2(recipient.role, { ...instance, id }, { now, resourceControl: guards(instance) })
  return isTrusted ? undefined : 'AssumeRoleUnauthorizedAccess'
}

/** Keys that were good when they were issued stay published until they end, as long as they are the same role's. */
const keepsOldSet = (recipient: Recipient, failureCode: CredentialFailure, plan: IssuePlan): boolean => {
  const { credentials, role } = recipient
  if (failureCode !== 'AssumeRoleUnauthorizedAccess' || credentials?.roleId !== role?.id) return false
  return plan.reason === 'due' || plan.reason === 'late' || plan.reason === 'lifetime shortened'
}

// eslint-disable-next-line complexity -- the situations of one decision, side by side
const fail = (recipient: Recipient, failed: { code: CredentialFailure; plan: IssuePlan }, now: Date): Partial<Work> => {
  const { instanceId, associationId, role } = recipient
  const isSameProfile = recipient.credentials?.associationId === associationId
  const before = isSameProfile ? recipient.credentials : undefined
  const failureCount = (before?.failureCount ?? 0) + 1
  const failure = {
    failureCode: failed.code,
    failedAt: failed.plan.issuedAt,
    failureCount,
    renewAt: new Date(now.getTime() + retryDelaySeconds(failureCount) * 1000),
  }
  const generation = nextGeneration(recipient)
  if (keepsOldSet(recipient, failed.code, failed.plan)) return { failures: [{ instanceId, generation, ...failure }] }
  // The role that was there is remembered: a profile that lost its role shows so, one that never had any shows nothing.
  const roleId = role?.id ?? before?.roleId ?? null
  const roleName = role?.name ?? before?.roleName ?? null
  const nothing = { accessKeyId: null, token: null, issuedAt: null, expiresAt: null }
  return { rows: deliveries.map((delivery) => ({ instanceId, delivery, generation, associationId, roleId, roleName, ...nothing, ...failure })) }
}

const isRecipient = (candidate: RotationCandidate): candidate is Recipient =>
  candidate.instance !== undefined && candidate.associationId !== undefined

// eslint-disable-next-line complexity -- the situations of one decision, side by side
const workFor = async (dependencies: IssueDependencies & { guards: RoleGuards }, candidate: RotationCandidate, now: Date): Promise<Partial<Work>> => {
  const { instance, credentials, instanceId, associationId } = candidate
  const state = { instanceId, isRunning: instance?.isRunning ?? false, launchedAt: instance?.launchedAt ?? now, associationId, credentials }
  const plan = planRotation(state, now, dependencies.settings)
  if (plan.action === 'remove' && credentials) return { removals: [{ instanceId, generation: credentials.generation }] }
  if (plan.action !== 'issue' || !isRecipient(candidate)) return {}
  const code = findFailure(candidate, dependencies.guards, now)
  if (code !== undefined || candidate.role === undefined) return fail(candidate, { code: code ?? 'InstanceProfileWithoutRole', plan }, now)
  return { rows: await succeed(dependencies.sealer, candidate, { role: candidate.role, plan }) }
}

const write = async (store: Store, work: Work): Promise<IssueSummary> => {
  const failedBefore = new Set(work.rows.filter((row) => row.failureCode !== null).map((row) => row.instanceId))
  const replaced = await store.instanceCredentials.replace(work.rows)
  const noted = await store.instanceCredentials.noteFailures(work.failures)
  await store.instanceCredentials.remove(work.removals)
  const failed = [...replaced].filter((instanceId) => failedBefore.has(instanceId)).length
  return { issued: replaced.size - failed, failed: failed + noted.size, removed: work.removals.length }
}

const issuePage = async (dependencies: IssueDependencies, instanceIds: string[], now: Date): Promise<IssueSummary> => {
  const candidates = await dependencies.store.instanceCredentials.candidates(instanceIds)
  const guards = await readRoleGuards(candidates.flatMap(({ instance }) => instance?.account ?? []), dependencies.store)
  const work: Work = { rows: [], failures: [], removals: [] }
  for (const candidate of candidates) {
    const { rows = [], failures = [], removals = [] } = await workFor({ ...dependencies, guards }, candidate, now)
    work.rows.push(...rows)
    work.failures.push(...failures)
    work.removals.push(...removals)
  }
  return write(dependencies.store, work)
}

const issuePageWithRetries = async (dependencies: IssueDependencies, instanceIds: string[], now: Date): Promise<IssueSummary> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await issuePage(dependencies, instanceIds, now)
    } catch (error) {
      if (attempt === attempts || !isTransientConflict(error)) throw error
    }
  }
}

/**
 * Brings the credentials of instances to what the plan says they should be. Done twice, late, or by several processes at
 * once it leaves the same state: each write replaces one generation, and of two writers one wins.
 */
export const issueInstanceCredentials = async (dependencies: IssueDependencies, instanceIds: string[], now: Date): Promise<IssueSummary> => {
  const total: IssueSummary = { issued: 0, failed: 0, removed: 0 }
  for (let start = 0; start < instanceIds.length; start += pageSize) {
    const summary = await issuePageWithRetries(dependencies, instanceIds.slice(start, start + pageSize), now)
    total.issued += summary.issued
    total.failed += summary.failed
    total.removed += summary.removed
  }
  return total
}
