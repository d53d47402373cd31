import type { SecurityGroup, Subnet } from '@aws-sdk/client-ec2'
import type { AwsError } from '@rolecall/models'
import type { Tag } from '@rolecall/store'
import type { Ec2Request } from '../../context.ts'
import { defaultNetwork } from '../../network/default-network.ts'
import * as errors from './errors.ts'
import type { LaunchGroup, LaunchSubnet } from './network.ts'
import type { RequestedInterface } from './requested-interfaces.ts'

/** The tags that an account put on what has no row of its own, by id. */
export type ResourceTags = ReadonlyMap<string, readonly Tag[]>

const asLaunchSubnet = (subnet: Subnet, tags: ResourceTags): LaunchSubnet => ({
  id: subnet.SubnetId ?? '',
  vpcId: subnet.VpcId ?? '',
  zone: subnet.AvailabilityZone ?? '',
  zoneId: subnet.AvailabilityZoneId ?? '',
  cidr: subnet.CidrBlock ?? '',
  givesPublicAddresses: subnet.MapPublicIpOnLaunch ?? false,
  tags: tags.get(subnet.SubnetId ?? '') ?? [],
  vpc: { id: subnet.VpcId ?? '', givesDnsNames: true, tenancy: 'default' },
})

const asLaunchGroup = (group: SecurityGroup, tags: ResourceTags): LaunchGroup => ({
  GroupId: group.GroupId ?? '',
  GroupName: group.GroupName ?? '',
  vpcId: group.VpcId ?? '',
  tags: tags.get(group.GroupId ?? '') ?? [],
})

/** The network of a region as launches see it; the default VPC is all there is. */
export interface RegionNetwork {
  vpcId: string
  subnets: readonly LaunchSubnet[]
  groups: readonly LaunchGroup[]
  tags: ResourceTags
}

export const readNetwork = async (request: Ec2Request): Promise<RegionNetwork> => {
  const { vpc, subnets, group } = defaultNetwork(request)
  const tags = await request.context.store.resourceTags.list(request)
  return {
    vpcId: vpc.VpcId ?? '',
    subnets: subnets.map((subnet) => asLaunchSubnet(subnet, tags)),
    groups: [asLaunchGroup(group, tags)],
    tags,
  }
}

/** The groups with these ids, in their order. */
export const getGroups = (ids: readonly string[], network: RegionNetwork): LaunchGroup[] =>
  ids.map((id) => {
    const group = network.groups.find(({ GroupId }) => GroupId === id)
    if (group === undefined) throw errors.noSuchGroup(id)
    return group
  })

const missingGroup = ({ groupIds, groupNames }: RequestedInterface, groups: readonly LaunchGroup[], vpcId: string): AwsError | undefined => {
  const id = groupIds.find((wanted) => !groups.some(({ GroupId }) => GroupId === wanted))
  if (id !== undefined) return errors.noSuchGroup(id)
  const name = groupNames.find((wanted) => !groups.some((group) => group.GroupName === wanted && group.vpcId === vpcId))
  return name === undefined ? undefined : errors.noSuchGroupName(name, vpcId)
}

/** The groups of an interface: those that it names, else its VPC's default one. */
export const findGroups = (
  one: RequestedInterface,
  subnet: LaunchSubnet | undefined,
  network: RegionNetwork,
): { groups: LaunchGroup[]; refusal: AwsError | undefined } => {
  const vpcId = subnet?.vpcId ?? network.vpcId
  const isNamed = one.groupIds.length + one.groupNames.length > 0
  const groups = isNamed
    ? network.groups.filter(({ GroupId, GroupName }) => one.groupIds.includes(GroupId) || one.groupNames.includes(GroupName))
    : network.groups.filter((group) => group.vpcId === vpcId && group.GroupName === 'default')
  const foreign = groups.find((group) => group.vpcId !== vpcId)
  const otherNetwork = foreign && errors.otherNetwork(foreign.GroupId, subnet?.id ?? '')
  return { groups, refusal: missingGroup(one, network.groups, vpcId) ?? otherNetwork }
}
