import type { AccessJobRecord, AccessReport, LastUse, ReportedEntity } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import { jobNotFound } from './errors.ts'

const lifetimeMilliseconds = 7 * 86_400_000

/** A job of the account; they are gone after a week. */
export const getAccessJob = async (id: string, request: IamRequest): Promise<AccessJobRecord> => {
  const job = await request.context.store.accessJobs.find(request, id)
  if (job === undefined || request.now.getTime() >= job.createdAt.getTime() + lifetimeMilliseconds) throw jobNotFound(id)
  return job
}

/** When and where something was last used, and by whom. */
interface Latest {
  at: Date
  region: string | undefined
  entity: ReportedEntity
}

/** The newest of some uses; undefined when there are none. */
export const latestOf = (uses: readonly LastUse[], { entities }: AccessReport): Latest | undefined => {
  const newest = uses.reduce<LastUse | undefined>((latest, use) => (latest === undefined || use.at > latest.at ? use : latest), undefined)
  const entity = entities.find(({ id }) => id === newest?.principalId)
  return newest && entity && { at: new Date(newest.at), region: newest.region ?? undefined, entity }
}

/** What both forms of a report say of their job. */
export const jobAnswer = (job: AccessJobRecord) => ({
  JobStatus: 'COMPLETED' as const,
  JobCreationDate: job.createdAt,
  JobCompletionDate: job.createdAt,
})
