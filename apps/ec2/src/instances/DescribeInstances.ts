import type { DescribeInstancesRequest, DescribeInstancesResult } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { applyFilters, pageStart, paginate } from '../describe/index.ts'
import type { ShownInstance } from './instance-documents.ts'
import { instanceFilters } from './instance-filters.ts'
import { launchOrder, selectHeads, stretchOf } from './select-instances.ts'
import { reservations } from './show-instance.ts'

const operation = 'DescribeInstances'
const idsOf = ({ InstanceIds }: DescribeInstancesRequest) => ({ given: InstanceIds, name: 'instancesSet' })

/** Without filters the page is known before any document is read. */
const describePage = async (input: DescribeInstancesRequest, request: Ec2Request): Promise<DescribeInstancesResult> => {
  const rule = { operation, ids: idsOf(input), keyOf: launchOrder }
  const heads = await selectHeads(input.InstanceIds, request, stretchOf(pageStart(request, input, rule)))
  const page = paginate(request, input, { rows: heads, rule })
  const shown = await request.context.instanceDocuments.show(page.rows, request)
  return { Reservations: reservations(shown), NextToken: page.NextToken }
}

const describeMatching = async (input: DescribeInstancesRequest, request: Ec2Request): Promise<DescribeInstancesResult> => {
  const heads = await selectHeads(input.InstanceIds, request)
  const shown = await request.context.instanceDocuments.show(heads, request)
  const matching = applyFilters(instanceFilters, input.Filters, shown)
  const rule = { operation, ids: idsOf(input), keyOf: ({ head }: ShownInstance) => launchOrder(head) }
  const page = paginate(request, input, { rows: matching, rule })
  return { Reservations: reservations(page.rows), NextToken: page.NextToken }
}

export const DescribeInstances = ec2Operation(ec2.DescribeInstances, {
  access: (_, request) => accessToEverything(request),
  run: (input, request) => ((input.Filters ?? []).length === 0 ? describePage(input, request) : describeMatching(input, request)),
})
