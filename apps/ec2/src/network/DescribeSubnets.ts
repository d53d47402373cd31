import type { Subnet } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { applyFilters, type FilterTable, paginate, selectIds } from '../describe/index.ts'
import { subnetIds } from '../describe/ids.ts'
import { withTags } from '../tags/resource-tags.ts'
import { defaultNetwork } from './default-network.ts'

const filters: FilterTable<Subnet> = {
  names: {
    'availability-zone': (of) => of.AvailabilityZone,
    availabilityZone: (of) => of.AvailabilityZone,
    'availability-zone-id': (of) => of.AvailabilityZoneId,
    availabilityZoneId: (of) => of.AvailabilityZoneId,
    'available-ip-address-count': (of) => of.AvailableIpAddressCount,
    cidr: (of) => of.CidrBlock,
    'cidr-block': (of) => of.CidrBlock,
    cidrBlock: (of) => of.CidrBlock,
    'customer-owned-ipv4-pool': (of) => of.CustomerOwnedIpv4Pool,
    'default-for-az': (of) => of.DefaultForAz,
    defaultForAz: (of) => of.DefaultForAz,
    'enable-lni-at-device-index': (of) => of.EnableLniAtDeviceIndex,
    'enable-dns64': (of) => of.EnableDns64,
    'ipv6-cidr-block-association.association-id': () => [],
    'ipv6-cidr-block-association.ipv6-cidr-block': () => [],
    'ipv6-cidr-block-association.state': () => [],
    'ipv6-native': (of) => of.Ipv6Native,
    'map-customer-owned-ip-on-launch': (of) => of.MapCustomerOwnedIpOnLaunch,
    'map-public-ip-on-launch': (of) => of.MapPublicIpOnLaunch,
    'outpost-arn': (of) => of.OutpostArn,
    'owner-id': (of) => of.OwnerId,
    'private-dns-name-options-on-launch.enable-resource-name-dns-a-record': (of) => of.PrivateDnsNameOptionsOnLaunch?.EnableResourceNameDnsARecord,
    'private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record': (of) => of.PrivateDnsNameOptionsOnLaunch?.EnableResourceNameDnsAAAARecord,
    'private-dns-name-options-on-launch.hostname-type': (of) => of.PrivateDnsNameOptionsOnLaunch?.HostnameType,
    state: (of) => of.State,
    'subnet-arn': (of) => of.SubnetArn,
    'subnet-id': (of) => of.SubnetId,
    'vpc-id': (of) => of.VpcId,
  },
  tags: (of) => of.Tags ?? [],
}

/** The first four and the last address of a subnet are AWS's own. */
const withFreeAddresses = async (subnets: readonly Subnet[], request: Ec2Request): Promise<Subnet[]> => {
  const used = await request.context.store.privateAddresses.countUsed(subnets.map(({ SubnetId = '' }) => SubnetId))
  return subnets.map((subnet) => ({
    ...subnet,
    AvailableIpAddressCount: (subnet.AvailableIpAddressCount ?? 0) - (used.get(subnet.SubnetId ?? '') ?? 0),
  }))
}

export const DescribeSubnets = ec2Operation(ec2.DescribeSubnets, {
  access: (_, request) => accessToEverything(request),

  async run(input, request) {
    const named = selectIds(subnetIds, input.SubnetIds, { rows: defaultNetwork(request).subnets, idOf: (subnet) => subnet.SubnetId ?? '' })
    const rows = await withTags(await withFreeAddresses(named, request), (subnet) => subnet.SubnetId, request)
    const rule = { operation: 'DescribeSubnets', keyOf: (subnet: Subnet) => subnet.SubnetId ?? '', ids: { given: input.SubnetIds, name: 'SubnetIds' } }
    const page = paginate(request, input, { rows: applyFilters(filters, input.Filters, rows), rule })
    return { Subnets: page.rows, NextToken: page.NextToken }
  },
})
