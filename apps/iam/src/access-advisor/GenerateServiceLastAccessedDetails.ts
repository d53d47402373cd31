import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { grantedServices, trackedActions } from './granted-services.ts'
import { onReportSubject, readReportSubject } from './report-subject.ts'

/** Reports the services that policies allow, and their last uses as far as the request log knows; the report is there at once. */
export const GenerateServiceLastAccessedDetails = iamOperation(iam.GenerateServiceLastAccessedDetails, {
  effect: 'write',

  access: async (input, request) => [await onReportSubject(input.Arn, request)],

  async run(input, request) {
    const { context, partition, account, now } = request
    const { policies, entities } = await readReportSubject(input.Arn, request)
    const granularity = input.Granularity ?? 'SERVICE_LEVEL'
    const services = grantedServices(policies).map((namespace) => {
      const actions = granularity === 'ACTION_LEVEL' ? trackedActions(namespace, policies) : undefined
      return { namespace, ...(actions === undefined ? {} : { actions }) }
    })
    const uses = await context.store.requestEvents.lastUses(account, entities.map(({ id }) => id))
    const job = { partition, account, id: context.ids.uuid(), granularity, createdAt: wholeSeconds(now), report: { entities, services, uses } }
    await context.store.accessJobs.add(job)
    return { JobId: job.id }
  },
})
