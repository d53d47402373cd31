import type { InstanceNetworkInterfaceSpecification, InstanceTypeInfo } from '@aws-sdk/client-ec2'
import * as errors from './errors.ts'
import type { LaunchInput } from './launch-input.ts'

/** A network interface that the request asks for, in its own words or by its instance-level members. */
export interface RequestedInterface {
  deviceIndex: number
  networkCardIndex: number
  networkInterfaceId: string | undefined
  subnetId: string | undefined
  groupIds: readonly string[]
  groupNames: readonly string[]
  description: string
  deleteOnTermination: boolean
  associatesPublicAddress: boolean | undefined
  /** The primary address first, when it is given. */
  privateIp: string | undefined
  secondaryIps: readonly string[]
  /** Secondary addresses of EC2's choice. */
  secondaryCount: number
  hasIpv6: boolean
  interfaceType: string
}

const maximumGroups = 5

const addressesOf = (specification: InstanceNetworkInterfaceSpecification): Pick<RequestedInterface, 'privateIp' | 'secondaryIps' | 'secondaryCount'> => {
  const addresses = specification.PrivateIpAddresses ?? []
  const primary = addresses.find(({ Primary }) => Primary === true)
  return {
    privateIp: specification.PrivateIpAddress ?? primary?.PrivateIpAddress,
    secondaryIps: addresses.filter((address) => address !== primary).flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []),
    secondaryCount: specification.SecondaryPrivateIpAddressCount ?? 0,
  }
}

const ofSpecification = (specification: InstanceNetworkInterfaceSpecification): RequestedInterface => {
  if (specification.DeviceIndex === undefined) throw errors.interfaceWithoutIndex()
  return {
    deviceIndex: specification.DeviceIndex,
    networkCardIndex: specification.NetworkCardIndex ?? 0,
    networkInterfaceId: specification.NetworkInterfaceId,
    subnetId: specification.SubnetId,
    groupIds: specification.Groups ?? [],
    groupNames: [],
    description: specification.Description ?? '',
    deleteOnTermination: specification.DeleteOnTermination ?? true,
    associatesPublicAddress: specification.AssociatePublicIpAddress,
    ...addressesOf(specification),
    hasIpv6: (specification.Ipv6AddressCount ?? 0) > 0 || (specification.Ipv6Addresses ?? []).length > 0,
    interfaceType: specification.InterfaceType ?? 'interface',
  }
}

const ofInstance = (input: LaunchInput): RequestedInterface => ({
  deviceIndex: 0,
  networkCardIndex: 0,
  networkInterfaceId: undefined,
  subnetId: input.SubnetId,
  groupIds: input.SecurityGroupIds ?? [],
  groupNames: input.SecurityGroups ?? [],
  description: '',
  deleteOnTermination: true,
  associatesPublicAddress: undefined,
  privateIp: input.PrivateIpAddress,
  secondaryIps: [],
  secondaryCount: 0,
  hasIpv6: (input.Ipv6AddressCount ?? 0) > 0 || (input.Ipv6Addresses ?? []).length > 0,
  interfaceType: 'interface',
})

const checkPublicAddresses = (interfaces: readonly RequestedInterface[]): void => {
  const asking = interfaces.filter(({ associatesPublicAddress }) => associatesPublicAddress === true)
  if (asking.length === 0) return
  if (interfaces.length > 1) throw errors.publicAddressWithInterfaces()
  if (asking.some(({ deviceIndex }) => deviceIndex !== 0)) throw errors.publicAddressOnSecondary()
}

const checkIndexes = (interfaces: readonly RequestedInterface[]): void => {
  const indexes = new Set(interfaces.map(({ networkCardIndex, deviceIndex }) => `${networkCardIndex} ${deviceIndex}`))
  if (indexes.size < interfaces.length) throw errors.repeatedDeviceIndex()
  if (!indexes.has('0 0')) throw errors.noPrimaryInterface()
}

/** The network interfaces of every instance of the launch, the primary first. */
export const requestedInterfaces = (input: LaunchInput): RequestedInterface[] => {
  const { NetworkInterfaces = [] } = input
  const interfaces = NetworkInterfaces.length === 0 ? [ofInstance(input)] : NetworkInterfaces.map(ofSpecification)
  checkIndexes(interfaces)
  checkPublicAddresses(interfaces)
  if (interfaces.some(({ groupIds, groupNames }) => groupIds.length + groupNames.length > maximumGroups)) throw errors.tooManyGroups()
  const hasFixedAddress = interfaces.some(({ privateIp, secondaryIps }) => privateIp !== undefined || secondaryIps.length > 0)
  if (hasFixedAddress && input.MaxCount > 1) throw errors.addressForSeveral()
  return interfaces.sort((one, other) => one.deviceIndex - other.deviceIndex)
}

/** The instance type limits how many interfaces an instance has and how many addresses each of them. */
export const checkInterfaceLimits = (interfaces: readonly RequestedInterface[], { InstanceType, NetworkInfo }: InstanceTypeInfo): void => {
  const typeName: string = InstanceType ?? ''
  const { MaximumNetworkInterfaces = 1, Ipv4AddressesPerInterface = 1 } = NetworkInfo ?? {}
  if (interfaces.length > MaximumNetworkInterfaces) throw errors.tooManyInterfaces(interfaces.length, typeName)
  const most = Math.max(...interfaces.map(({ secondaryIps, secondaryCount }) => 1 + secondaryIps.length + secondaryCount))
  if (most > Ipv4AddressesPerInterface) throw errors.tooManyAddresses(typeName)
}
