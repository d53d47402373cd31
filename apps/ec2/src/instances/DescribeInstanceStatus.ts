import type { InstanceStatus, InstanceStatusEvent, InstanceStatusSummary } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import type { MaintenanceNotice } from '@rolecall/store'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, type FilterTable, paginate } from '../describe/index.ts'
import type { ShownInstance } from './instance-documents.ts'
import { launchOrder, selectHeads } from './select-instances.ts'

const healthy: InstanceStatusSummary = { Status: 'ok', Details: [{ Name: 'reachability', Status: 'passed' }] }
const initializing: InstanceStatusSummary = { Status: 'initializing', Details: [{ Name: 'reachability', Status: 'initializing' }] }
const notApplicable: InstanceStatusSummary = { Status: 'not-applicable' }

const summaryOf = ({ state }: ShownInstance): InstanceStatusSummary => {
  if (state === 'running') return healthy
  return state === 'pending' ? initializing : notApplicable
}

/** An instance with what is scheduled for it. */
interface WatchedInstance extends ShownInstance {
  events: InstanceStatusEvent[]
}

const prefixes = { active: '', completed: '[Completed] ', canceled: '[Canceled] ' }

const eventOf = ({ eventId, code, description, notBefore, notAfter, state }: MaintenanceNotice): InstanceStatusEvent => ({
  InstanceEventId: eventId,
  Code: code as NonNullable<InstanceStatusEvent['Code']>,
  Description: `${prefixes[state]}${description}`,
  NotBefore: new Date(notBefore * 1000),
  NotAfter: new Date(notAfter * 1000),
})

const filters: FilterTable<WatchedInstance> = {
  names: {
    'application-status.status': () => 'not-applicable',
    'attached-ebs-status.status': (shown) => summaryOf(shown).Status,
    'availability-zone': ({ instance }) => instance.Placement?.AvailabilityZone,
    'availability-zone-id': ({ instance }) => instance.Placement?.AvailabilityZoneId,
    'event.code': ({ events }) => events.map((event) => event.Code),
    'event.description': ({ events }) => events.map((event) => event.Description),
    'event.instance-event-id': ({ events }) => events.map((event) => event.InstanceEventId),
    'event.not-after': ({ events }) => events.map((event) => event.NotAfter?.toISOString()),
    'event.not-before': ({ events }) => events.map((event) => event.NotBefore?.toISOString()),
    'event.not-before-deadline': () => undefined,
    'instance-state-code': ({ instance }) => instance.State?.Code,
    'instance-state-name': ({ instance }) => instance.State?.Name,
    'instance-status.reachability': (shown) => summaryOf(shown).Details?.[0]?.Status,
    'instance-status.status': (shown) => summaryOf(shown).Status,
    'operator.managed': () => false,
    'operator.principal': () => undefined,
    'system-status.reachability': (shown) => summaryOf(shown).Details?.[0]?.Status,
    'system-status.status': (shown) => summaryOf(shown).Status,
  },
  tags: ({ row }) => row.tags,
}

const statusOf = (shown: WatchedInstance): InstanceStatus => {
  const { instance } = shown
  const summary = summaryOf(shown)
  return {
    InstanceId: instance.InstanceId,
    AvailabilityZone: instance.Placement?.AvailabilityZone,
    AvailabilityZoneId: instance.Placement?.AvailabilityZoneId,
    ...(shown.events.length > 0 ? { Events: shown.events } : {}),
    InstanceState: instance.State,
    InstanceStatus: summary,
    SystemStatus: summary,
    AttachedEbsStatus: summary,
    Operator: { Managed: false },
  }
}

export const DescribeInstanceStatus = ec2Operation(ec2.DescribeInstanceStatus, {
  access: (_, request) => accessToEverything(request),

  async run(input, request) {
    const heads = await selectHeads(input.InstanceIds, request)
    const shown = await request.context.instanceDocuments.show(heads, request)
    const wanted = input.IncludeAllInstances === true ? shown : shown.filter(({ state }) => state === 'running')
    const maintenance = await request.context.store.instanceNotices.maintenanceOf(wanted.map(({ row }) => row.id))
    const watched = wanted.map((one) => ({ ...one, events: (maintenance.get(one.row.id) ?? []).map(eventOf) }))
    const matching = applyFilters(filters, input.Filters, watched)
    const rule = {
      operation: 'DescribeInstanceStatus',
      ids: { given: input.InstanceIds, name: 'instancesSet' },
      keyOf: ({ head }: WatchedInstance) => launchOrder(head),
    }
    const page = paginate(request, input, { rows: matching, rule })
    return { InstanceStatuses: page.rows.map(statusOf), NextToken: page.NextToken }
  },
})
