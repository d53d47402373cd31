import type { InstanceStatus, InstanceStatusSummary } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
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

const filters: FilterTable<ShownInstance> = {
  names: {
    'attached-ebs-status.status': (shown) => summaryOf(shown).Status,
    'availability-zone': ({ instance }) => instance.Placement?.AvailabilityZone,
    'availability-zone-id': ({ instance }) => instance.Placement?.AvailabilityZoneId,
    'event.code': () => undefined,
    'event.description': () => undefined,
    'event.instance-event-id': () => undefined,
    'event.not-after': () => undefined,
    'event.not-before': () => undefined,
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

const statusOf = (shown: ShownInstance): InstanceStatus => {
  const { instance } = shown
  const summary = summaryOf(shown)
  return {
    InstanceId: instance.InstanceId,
    AvailabilityZone: instance.Placement?.AvailabilityZone,
    AvailabilityZoneId: instance.Placement?.AvailabilityZoneId,
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
    const matching = applyFilters(filters, input.Filters, wanted)
    const rule = {
      operation: 'DescribeInstanceStatus',
      ids: { given: input.InstanceIds, name: 'instancesSet' },
      keyOf: ({ head }: ShownInstance) => launchOrder(head),
    }
    const page = paginate(request, input, { rows: matching, rule })
    return { InstanceStatuses: page.rows.map(statusOf), NextToken: page.NextToken }
  },
})
