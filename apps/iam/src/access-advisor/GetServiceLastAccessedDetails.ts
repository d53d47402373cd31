import { iam, serviceNames } from '@rolecall/models'
import type { AccessReport } from '@rolecall/store'
import { iamOperation } from '../context.ts'
import { pageOfAll } from '../pagination.ts'
import { getAccessJob, jobAnswer, latestOf } from './access-job.ts'

const actionDetails = (namespace: string, actions: readonly string[], report: AccessReport) =>
  actions.map((name) => {
    const latest = latestOf(report.uses.filter(({ service, action }) => service === namespace && action === name), report)
    return {
      ActionName: name,
      ...(latest === undefined ? {} : { LastAccessedEntity: latest.entity.arn, LastAccessedTime: latest.at, LastAccessedRegion: latest.region }),
    }
  })

const serviceDetails = ({ namespace, actions }: AccessReport['services'][number], report: AccessReport) => {
  const uses = report.uses.filter(({ service }) => service === namespace)
  const latest = latestOf(uses, report)
  return {
    ServiceName: serviceNames().get(namespace) ?? namespace,
    ServiceNamespace: namespace,
    ...(latest === undefined
      ? {}
      : { LastAuthenticated: latest.at, LastAuthenticatedEntity: latest.entity.arn, LastAuthenticatedRegion: latest.region }),
    TotalAuthenticatedEntities: new Set(uses.map(({ principalId }) => principalId)).size,
    ...(actions === undefined ? {} : { TrackedActionsLastAccessed: actionDetails(namespace, actions, report) }),
  }
}

/** A line for each service that the policies allow anything in, used or not, by namespace. */
export const GetServiceLastAccessedDetails = iamOperation(iam.GetServiceLastAccessedDetails, {
  access: () => [{ resource: '*' }],

  async run(input, request) {
    const job = await getAccessJob(input.JobId, request)
    const { items, page } = pageOfAll(job.report.services, input, ({ namespace }) => namespace)
    return {
      ...jobAnswer(job),
      JobType: job.granularity,
      ServicesLastAccessed: items.map((service) => serviceDetails(service, job.report)),
      ...page,
    }
  },
})
