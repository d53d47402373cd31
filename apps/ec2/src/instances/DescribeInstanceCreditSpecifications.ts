import { ec2, instanceTypes } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, type FilterTable, paginate } from '../describe/index.ts'
import { coded } from '../errors.ts'
import type { ShownInstance } from './instance-documents.ts'
import type { InstanceRow } from './instance.ts'
import { launchOrder, selectHeads } from './select-instances.ts'

const isBurstable = ({ document }: InstanceRow): boolean => instanceTypes().get(document.InstanceType ?? '')?.BurstablePerformanceSupported === true

const cpuCreditsOf = ({ attributes, document }: InstanceRow): string =>
  attributes.cpuCredits ?? (document.InstanceType?.startsWith('t2.') === true ? 'standard' : 'unlimited')

const notSupported = ({ id, document }: InstanceRow) =>
  coded('InstanceCreditSpecification.NotSupported')(`The instance type '${document.InstanceType ?? ''}' of '${id}' is not a burstable performance type.`)

const filters: FilterTable<ShownInstance> = { names: { 'instance-id': ({ row }) => row.id } }

export const DescribeInstanceCreditSpecifications = ec2Operation(ec2.DescribeInstanceCreditSpecifications, {
  access: (_, request) => accessToEverything(request),

  async run(input, request) {
    const heads = await selectHeads(input.InstanceIds, request)
    const shown = await request.context.instanceDocuments.show(heads, request)
    const isNamed = input.InstanceIds !== undefined && input.InstanceIds.length > 0
    const unfit = shown.find(({ row }) => !isBurstable(row))
    if (isNamed && unfit !== undefined) throw notSupported(unfit.row)
    // A list of all names only those that are not as they would be by themselves.
    const wanted = isNamed ? shown : shown.filter(({ row }) => isBurstable(row) && cpuCreditsOf(row) === 'unlimited')
    const rule = {
      operation: 'DescribeInstanceCreditSpecifications',
      ids: { given: input.InstanceIds, name: 'instancesSet' },
      keyOf: ({ head }: ShownInstance) => launchOrder(head),
    }
    const page = paginate(request, input, { rows: applyFilters(filters, input.Filters, wanted), rule })
    return {
      InstanceCreditSpecifications: page.rows.map(({ row }) => ({ InstanceId: row.id, CpuCredits: cpuCreditsOf(row) })),
      NextToken: page.NextToken,
    }
  },
})
