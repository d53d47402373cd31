import { iam } from '@rolecall/models'
import type { AccessReport } from '@rolecall/store'
import { iamOperation } from '../context.ts'
import { pageOfAll } from '../pagination.ts'
import { getAccessJob, jobAnswer, latestOf } from './access-job.ts'
import { serviceNotReported } from './errors.ts'

interface Detail {
  entity: AccessReport['entities'][number]
  usedAt: Date | undefined
  /** Its place: the last used first, those that never used the service at the end. */
  key: string
}

const latestTime = 9_999_999_999_999

const detailsOf = (namespace: string, report: AccessReport): Detail[] =>
  report.entities
    .map((entity) => {
      const uses = report.uses.filter(({ principalId, service }) => principalId === entity.id && service === namespace)
      const usedAt = latestOf(uses, report)?.at
      return { entity, usedAt, key: `${String(latestTime - (usedAt?.getTime() ?? 0)).padStart(13, '0')} ${entity.arn}` }
    })
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))

/** The users and roles that can use a service by what the report is about. */
export const GetServiceLastAccessedDetailsWithEntities = iamOperation(iam.GetServiceLastAccessedDetailsWithEntities, {
  access: () => [{ resource: '*' }],

  async run(input, request) {
    const { ServiceNamespace: namespace } = input
    const job = await getAccessJob(input.JobId, request)
    if (!job.report.services.some((service) => service.namespace === namespace)) throw serviceNotReported(namespace)
    const { items, page } = pageOfAll(detailsOf(namespace, job.report), input, ({ key }) => key)
    const details = items.map(({ entity: { arn, name, type, id, path }, usedAt }) => ({
      EntityInfo: { Arn: arn, Name: name, Type: type, Id: id, Path: path },
      ...(usedAt === undefined ? {} : { LastAuthenticated: usedAt }),
    }))
    return { ...jobAnswer(job), EntityDetailsList: details, ...page }
  },
})
