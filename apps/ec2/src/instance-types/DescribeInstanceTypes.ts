import type { InstanceTypeInfo } from '@aws-sdk/client-ec2'
import { ec2, instanceTypes } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, paginate } from '../describe/index.ts'
import { coded } from '../errors.ts'
import { typeFilters } from './type-filters.ts'

const unknownTypes = coded('InvalidInstanceType')

const select = (names: readonly string[] | undefined): InstanceTypeInfo[] => {
  const known = instanceTypes()
  if (names === undefined || names.length === 0) return [...known.values()]
  const unknown = names.filter((name) => !known.has(name))
  if (unknown.length > 0) throw unknownTypes(`The following supplied instance types do not exist: [${unknown.join(', ')}]`)
  return [...new Set(names)].flatMap((name) => known.get(name) ?? [])
}

export const DescribeInstanceTypes = ec2Operation(ec2.DescribeInstanceTypes, {
  access: (_, request) => accessToEverything(request),

  run(input, request) {
    const rule = {
      operation: 'DescribeInstanceTypes',
      keyOf: ({ InstanceType }: InstanceTypeInfo): string => InstanceType ?? '',
      range: [5, 100] as const,
      defaultSize: 100,
      ids: { given: input.InstanceTypes, name: 'InstanceTypes' },
    }
    const page = paginate(request, input, { rows: applyFilters(typeFilters, input.Filters, select(input.InstanceTypes)), rule })
    return { InstanceTypes: page.rows, NextToken: page.NextToken }
  },
})
