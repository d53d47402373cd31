import type { Placement } from '@aws-sdk/client-ec2'
import { type AwsError, findRegion } from '@rolecall/models'
import type { Ec2Request } from '../../context.ts'
import { missingIds, networkInterfaceIds } from '../../describe/ids.ts'
import { chooseDefaultSubnet, type FoundSubnet } from './choose-subnet.ts'
import * as errors from './errors.ts'
import { findGroups, readNetwork, type RegionNetwork, type ResourceTags } from './find-network.ts'
import type { PlannedInterface } from './launch.ts'
import type { LaunchInput } from './launch-input.ts'
import type { LaunchSubnet } from './network.ts'
import type { RequestedInterface } from './requested-interfaces.ts'

export interface NetworkRequest {
  input: LaunchInput
  requested: readonly RequestedInterface[]
}

interface Planning extends NetworkRequest {
  region: RegionNetwork
}

export interface PlannedNetwork {
  interfaces: PlannedInterface[]
  placement: Placement
  refusal: AwsError | undefined
  tags: ResourceTags
}

/** The zone that the request names, by name or by id. */
const requestedZone = ({ Placement = {} }: LaunchInput, { region }: Ec2Request): { zone: string | undefined; refusal?: AwsError } => {
  const { AvailabilityZone, AvailabilityZoneId } = Placement
  const named = AvailabilityZone ?? AvailabilityZoneId
  if (named === undefined || named === '') return { zone: undefined }
  const facts = findRegion(region)?.zones.find(({ name, id }) => name === AvailabilityZone || id === AvailabilityZoneId)
  return facts === undefined ? { zone: undefined, refusal: errors.invalidZone(named) } : { zone: facts.name }
}

const findSubnet = async (one: RequestedInterface, { input, region }: Planning, request: Ec2Request): Promise<FoundSubnet> => {
  const { zone, refusal } = requestedZone(input, request)
  if (refusal !== undefined) return { refusal }
  if (one.subnetId !== undefined) {
    const subnet = region.subnets.find(({ id }) => id === one.subnetId)
    if (subnet === undefined) return { refusal: errors.noSuchSubnet(one.subnetId) }
    return zone === undefined || zone === subnet.zone ? { subnet } : { refusal: errors.otherZone(subnet, zone) }
  }
  return chooseDefaultSubnet({ zone, count: input.MaxCount }, region, request)
}

const hasPublicAddress = (one: RequestedInterface, subnet: LaunchSubnet | undefined, { requested }: NetworkRequest): boolean => {
  if (one.deviceIndex !== 0 || requested.length > 1) return false
  return one.associatesPublicAddress ?? subnet?.givesPublicAddresses ?? false
}

const planInterface = async (one: RequestedInterface, planning: Planning, request: Ec2Request): Promise<PlannedInterface & { refusal: AwsError | undefined }> => {
  if (one.networkInterfaceId !== undefined) {
    return { requested: one, subnet: undefined, groups: [], hasPublicAddress: false, refusal: missingIds(networkInterfaceIds, [one.networkInterfaceId]) }
  }
  const found = await findSubnet(one, planning, request)
  const subnet = 'subnet' in found ? found.subnet : undefined
  const { groups, refusal } = findGroups(one, subnet, planning.region)
  const ownRefusal = 'refusal' in found ? found.refusal : undefined
  return {
    requested: one,
    subnet,
    groups,
    hasPublicAddress: hasPublicAddress(one, subnet, planning),
    refusal: ownRefusal ?? refusal ?? (one.hasIpv6 && subnet !== undefined ? errors.withoutIpv6(subnet.id) : undefined),
  }
}

const zoneRefusal = (interfaces: readonly PlannedInterface[]): AwsError | undefined =>
  new Set(interfaces.flatMap(({ subnet }) => subnet?.zone ?? [])).size > 1 ? errors.severalZones() : undefined

const placementOf = ({ input }: NetworkRequest, subnet: LaunchSubnet | undefined): Placement => {
  const { Tenancy, PartitionNumber, Affinity } = input.Placement ?? {}
  const isDedicated = subnet?.vpc.tenancy === 'dedicated'
  return {
    AvailabilityZone: subnet?.zone,
    AvailabilityZoneId: subnet?.zoneId,
    GroupName: '',
    Tenancy: isDedicated && Tenancy !== 'host' ? 'dedicated' : (Tenancy ?? 'default'),
    ...(PartitionNumber === undefined ? {} : { PartitionNumber }),
    ...(Affinity === undefined ? {} : { Affinity }),
  }
}

/** The subnets, groups and zone of the launch, with the first thing that is wrong with them. */
export const planNetwork = async (network: NetworkRequest, request: Ec2Request): Promise<PlannedNetwork> => {
  const interfaces: (PlannedInterface & { refusal: AwsError | undefined })[] = []
  const planning = { ...network, region: await readNetwork(request) }
  for (const one of network.requested) interfaces.push(await planInterface(one, planning, request))
  const [primary] = interfaces
  const refusal = interfaces.find((planned) => planned.refusal !== undefined)?.refusal
  return { interfaces, placement: placementOf(network, primary?.subnet), refusal: refusal ?? zoneRefusal(interfaces), tags: planning.region.tags }
}
