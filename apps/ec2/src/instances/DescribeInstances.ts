import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, paginate } from '../describe/index.ts'
import { instanceFilters } from './instance-filters.ts'
import { launchOrder, selectHeads } from './select-instances.ts'
import { reservations } from './show-instance.ts'

export const DescribeInstances = ec2Operation(ec2.DescribeInstances, {
  access: (_, request) => accessToEverything(request),

  async run(input, request) {
    const { instanceDocuments } = request.context
    const rule = { operation: 'DescribeInstances', ids: { given: input.InstanceIds, name: 'instancesSet' } }
    const heads = await selectHeads(input.InstanceIds, request)
    if (input.Filters === undefined || input.Filters.length === 0) {
      // Without filters the page is known before any document is read.
      const page = paginate(request, input, { rows: heads, rule: { ...rule, keyOf: launchOrder } })
      const shown = await instanceDocuments.show(page.rows, request)
      return { Reservations: reservations(shown), NextToken: page.NextToken }
    }
    const shown = await instanceDocuments.show(heads, request)
    const matching = applyFilters(instanceFilters, input.Filters, shown)
    const page = paginate(request, input, { rows: matching, rule: { ...rule, keyOf: ({ head }) => launchOrder(head) } })
    return { Reservations: reservations(page.rows), NextToken: page.NextToken }
  },
})
