import type { AvailabilityZone } from '@aws-sdk/client-ec2'
import { ec2, findRegion, type RegionFacts, type ZoneFacts } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, type FilterTable } from '../describe/index.ts'
import { cannotBeUsedWith, invalidParameterValue } from '../errors.ts'

const filters: FilterTable<AvailabilityZone> = {
  names: {
    'group-long-name': (of) => of.GroupLongName,
    'group-name': (of) => of.GroupName,
    message: (of) => (of.Messages ?? []).map((message) => message.Message),
    'opt-in-status': (of) => of.OptInStatus,
    'parent-zone-id': (of) => of.ParentZoneId,
    'parent-zone-name': (of) => of.ParentZoneName,
    'region-name': (of) => of.RegionName,
    state: (of) => of.State,
    'zone-id': (of) => of.ZoneId,
    'zone-name': (of) => of.ZoneName,
    'zone-type': (of) => of.ZoneType,
  },
}

const isUsual = ({ type }: ZoneFacts): boolean => type === 'availability-zone'

const show = ({ region, description }: RegionFacts, zone: ZoneFacts): AvailabilityZone => ({
  GroupLongName: isUsual(zone) ? `${description} 1` : zone.name,
  GroupName: isUsual(zone) ? `${region}-zg-1` : zone.name,
  Messages: [],
  NetworkBorderGroup: isUsual(zone) ? region : zone.name.replace(/[a-z]$/, ''),
  OptInStatus: isUsual(zone) ? 'opt-in-not-required' : 'not-opted-in',
  RegionName: region,
  State: 'available',
  ZoneId: zone.id,
  ZoneName: zone.name,
  ZoneType: zone.type,
})

export const DescribeAvailabilityZones = ec2Operation(ec2.DescribeAvailabilityZones, {
  access: (_, request) => accessToEverything(request),

  run({ ZoneNames: names = [], ZoneIds: ids = [], AllAvailabilityZones, Filters }, { region }) {
    if (names.length > 0 && ids.length > 0) throw cannotBeUsedWith('zoneNames', 'zoneIds')
    const facts = findRegion(region)
    const zones = facts?.zones ?? []
    const unknown = [...names, ...ids].find((one) => !zones.some(({ name, id }) => name === one || id === one))
    if (unknown !== undefined) throw invalidParameterValue(`Invalid availability zone: [${unknown}]`)
    const isNamed = names.length > 0 || ids.length > 0
    const wanted = zones.filter((zone) => (isNamed ? names.includes(zone.name) || ids.includes(zone.id) : AllAvailabilityZones === true || isUsual(zone)))
    const rows = facts === undefined ? [] : wanted.map((zone) => show(facts, zone))
    return { AvailabilityZones: applyFilters(filters, Filters, rows) }
  },
})
