import type { Region } from '@aws-sdk/client-ec2'
import { ec2, type RegionFacts, regions } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, type FilterTable } from '../describe/index.ts'
import { invalidParameterValue } from '../errors.ts'

const filters: FilterTable<Region> = {
  names: {
    endpoint: (of) => of.Endpoint,
    'opt-in-status': (of) => of.OptInStatus,
    'region-name': (of) => of.RegionName,
  },
}

const domains: Record<string, string> = { 'aws-cn': 'amazonaws.com.cn', 'aws-eusc': 'amazonaws.eu' }

const show = ({ region, partition, optInStatus }: RegionFacts): Region => ({
  RegionName: region,
  Endpoint: `ec2.${region}.${domains[partition] ?? 'amazonaws.com'}`,
  OptInStatus: optInStatus,
})

export const DescribeRegions = ec2Operation(ec2.DescribeRegions, {
  access: (_, request) => accessToEverything(request),

  run({ RegionNames: names = [], AllRegions, Filters }, { partition }) {
    // A caller sees the regions of its own partition only.
    const known = regions().filter((facts) => facts.partition === partition)
    const unknown = names.find((name) => !known.some(({ region }) => region === name))
    if (unknown !== undefined) throw invalidParameterValue(`Invalid region: [${unknown}]`)
    const wanted = known.filter(({ region, optInStatus }) =>
      names.length > 0 ? names.includes(region) : AllRegions === true || optInStatus !== 'not-opted-in',
    )
    return { Regions: applyFilters(filters, Filters, wanted.map(show)) }
  },
})
