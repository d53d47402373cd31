import { createHash } from 'node:crypto'
import type { SecurityGroup, Subnet, Vpc } from '@aws-sdk/client-ec2'
import { ec2Arn } from '@rolecall/ids'
import { findRegion } from '@rolecall/models'
import type { RegionKey } from '@rolecall/store'

/** The network that AWS puts into every region of a new account. */
export interface DefaultNetwork {
  vpc: Vpc
  subnets: readonly Subnet[]
  group: SecurityGroup
}

const vpcCidr = '172.31.0.0/16'

/**
 * Ids follow from account, region and name: nothing has to be made or stored before an account's first call in a region,
 * and two processes never disagree.
 */
const idOf = (prefix: string, place: RegionKey, name: string): string => {
  const hash = createHash('sha256').update(`${place.partition}/${place.account}/${place.region}/${name}`).digest('hex')
  return `${prefix}-0${hash.slice(0, 16)}`
}

const makeVpc = (place: RegionKey): Vpc => ({
  VpcId: idOf('vpc', place, 'vpc'),
  CidrBlock: vpcCidr,
  CidrBlockAssociationSet: [
    { AssociationId: idOf('vpc-cidr-assoc', place, 'vpc-cidr'), CidrBlock: vpcCidr, CidrBlockState: { State: 'associated' } },
  ],
  DhcpOptionsId: idOf('dopt', place, 'dhcp-options'),
  InstanceTenancy: 'default',
  IsDefault: true,
  OwnerId: place.account,
  State: 'available',
})

const makeSubnet = (place: RegionKey, vpcId: string, zone: { name: string; id: string; index: number }): Subnet => {
  const subnetId = idOf('subnet', place, `subnet-${zone.name}`)
  return {
    SubnetId: subnetId,
    SubnetArn: ec2Arn(place, 'subnet', subnetId),
    VpcId: vpcId,
    OwnerId: place.account,
    AvailabilityZone: zone.name,
    AvailabilityZoneId: zone.id,
    CidrBlock: `172.31.${zone.index * 16}.0/20`,
    AvailableIpAddressCount: 4091,
    AssignIpv6AddressOnCreation: false,
    DefaultForAz: true,
    EnableDns64: false,
    Ipv6CidrBlockAssociationSet: [],
    Ipv6Native: false,
    MapCustomerOwnedIpOnLaunch: false,
    MapPublicIpOnLaunch: true,
    PrivateDnsNameOptionsOnLaunch: { HostnameType: 'ip-name', EnableResourceNameDnsARecord: false, EnableResourceNameDnsAAAARecord: false },
    State: 'available',
  }
}

const makeGroup = (place: RegionKey, vpcId: string): SecurityGroup => {
  const groupId = idOf('sg', place, 'default-group')
  return {
    GroupId: groupId,
    GroupName: 'default',
    Description: 'default VPC security group',
    OwnerId: place.account,
    VpcId: vpcId,
    SecurityGroupArn: ec2Arn(place, 'security-group', groupId),
    IpPermissions: [{ IpProtocol: '-1', IpRanges: [], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [{ GroupId: groupId, UserId: place.account }] }],
    IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] }],
  }
}

const networks = new Map<string, DefaultNetwork>()
const maximumNetworks = 2000

/** The default VPC of an account in a region, with a subnet in each zone and its default security group. */
export const defaultNetwork = ({ partition, account, region }: RegionKey): DefaultNetwork => {
  const key = `${partition}/${account}/${region}`
  const known = networks.get(key)
  if (known !== undefined) return known
  const place = { partition, account, region }
  const vpc = makeVpc(place)
  const vpcId = vpc.VpcId ?? ''
  const zones = (findRegion(region)?.zones ?? []).filter((zone) => zone.type === 'availability-zone')
  const network = {
    vpc,
    subnets: zones.map(({ name, id }, index) => makeSubnet(place, vpcId, { name, id, index })),
    group: makeGroup(place, vpcId),
  }
  if (networks.size >= maximumNetworks) networks.clear()
  networks.set(key, network)
  return network
}

/** The id of a rule of the default group; one rule for each direction. */
export const defaultRuleId = (place: RegionKey, direction: 'ingress' | 'egress'): string => idOf('sgr', place, `default-${direction}`)
