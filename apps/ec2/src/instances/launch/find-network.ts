import type { SecurityGroup, Subnet } from '@aws-sdk/client-ec2'
import type { AwsError } from '@rolecall/models'
import type { Ec2Request } from '../../context.ts'
import { defaultNetwork } from '../../network/default-network.ts'
import * as errors from './errors.ts'
import type { LaunchGroup, LaunchSubnet } from './network.ts'
import type { RequestedInterface } from './requested-interfaces.ts'

const asLaunchSubnet = (subnet: Subnet): LaunchSubnet => ({
  id: subnet.SubnetId ?? '',
  vpcId: subnet.VpcId ?? '',
  zone: subnet.AvailabilityZone ?? '',
  zoneId: subnet.AvailabilityZoneId ?? '',
  cidr: subnet.CidrBlock ?? '',
  givesPublicAddresses: subnet.MapPublicIpOnLaunch ?? false,
  tags: [],
  vpc: { id: subnet.VpcId ?? '', givesDnsNames: true, tenancy: 'default' },
})

const asLaunchGroup = (group: SecurityGroup): LaunchGroup => ({
  GroupId: group.GroupId ?? '',
  GroupName: group.GroupName ?? '',
  vpcId: group.VpcId ?? '',
  tags: [],
})

/** The default VPC of the region and its subnets. */
export const findDefaultNetwork = (request: Ec2Request): Promise<{ vpcId: string; subnets: LaunchSubnet[] } | undefined> => {
  const { vpc, subnets } = defaultNetwork(request)
  return Promise.resolve({ vpcId: vpc.VpcId ?? '', subnets: subnets.map(asLaunchSubnet) })
}

export const findLaunchSubnet = async (id: string, request: Ec2Request): Promise<LaunchSubnet | undefined> => {
  const network = await findDefaultNetwork(request)
  return network?.subnets.find((subnet) => subnet.id === id)
}

const groupsOfRegion = (request: Ec2Request): LaunchGroup[] => [asLaunchGroup(defaultNetwork(request).group)]

/** The groups with these ids, in their order. */
export const getGroups = (ids: readonly string[], request: Ec2Request): LaunchGroup[] => {
  const all = groupsOfRegion(request)
  return ids.map((id) => {
    const group = all.find(({ GroupId }) => GroupId === id)
    if (group === undefined) throw errors.noSuchGroup(id)
    return group
  })
}

interface FoundGroups {
  groups: LaunchGroup[]
  refusal: AwsError | undefined
}

const missingGroup = ({ groupIds, groupNames }: RequestedInterface, all: readonly LaunchGroup[], vpcId: string): AwsError | undefined => {
  const id = groupIds.find((wanted) => !all.some(({ GroupId }) => GroupId === wanted))
  if (id !== undefined) return errors.noSuchGroup(id)
  const name = groupNames.find((wanted) => !all.some((group) => group.GroupName === wanted && group.vpcId === vpcId))
  return name === undefined ? undefined : errors.noSuchGroupName(name, vpcId)
}

/** The groups of an interface: those that it names, else its VPC's default one. */
export const findLaunchGroups = (one: RequestedInterface, subnet: LaunchSubnet | undefined, request: Ec2Request): FoundGroups => {
  const all = groupsOfRegion(request)
  const vpcId = subnet?.vpcId ?? ''
  const isNamed = one.groupIds.length + one.groupNames.length > 0
  const groups = isNamed
    ? all.filter(({ GroupId, GroupName }) => one.groupIds.includes(GroupId) || one.groupNames.includes(GroupName))
    : all.filter((group) => group.vpcId === vpcId && group.GroupName === 'default')
  const foreign = subnet === undefined ? undefined : groups.find((group) => group.vpcId !== subnet.vpcId)
  const otherNetwork = foreign && errors.otherNetwork(foreign.GroupId, subnet?.id ?? '')
  return { groups, refusal: missingGroup(one, all, vpcId) ?? otherNetwork }
}
