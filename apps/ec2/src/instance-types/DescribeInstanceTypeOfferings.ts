import type { InstanceTypeOffering } from '@aws-sdk/client-ec2'
import { ec2, findRegion, instanceTypes } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, type FilterTable, paginate } from '../describe/index.ts'

const filters: FilterTable<InstanceTypeOffering> = {
  names: { 'instance-type': (of) => of.InstanceType, location: (of) => of.Location },
}

/** Every type is offered in every zone: what a real zone lacks changes from week to week. */
const locationsOf = (locationType: string, region: string): string[] => {
  const zones = (findRegion(region)?.zones ?? []).filter(({ type }) => type === 'availability-zone')
  if (locationType === 'availability-zone') return zones.map(({ name }) => name)
  if (locationType === 'availability-zone-id') return zones.map(({ id }) => id)
  return locationType === 'region' ? [region] : []
}

export const DescribeInstanceTypeOfferings = ec2Operation(ec2.DescribeInstanceTypeOfferings, {
  access: (_, request) => accessToEverything(request),

  run(input, request) {
    const locationType = input.LocationType ?? 'region'
    const locations = locationsOf(locationType, request.region)
    const rows = [...instanceTypes().values()].flatMap(({ InstanceType }) =>
      locations.map((location): InstanceTypeOffering => ({ InstanceType, LocationType: locationType, Location: location })),
    )
    const rule = {
      operation: 'DescribeInstanceTypeOfferings',
      keyOf: ({ InstanceType, Location }: InstanceTypeOffering): string => `${InstanceType ?? ''} ${Location ?? ''}`,
      defaultSize: 1000,
    }
    const page = paginate(request, input, { rows: applyFilters(filters, input.Filters, rows), rule })
    return { InstanceTypeOfferings: page.rows, NextToken: page.NextToken }
  },
})
