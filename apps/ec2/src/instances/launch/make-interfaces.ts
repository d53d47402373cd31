import type { InstanceNetworkInterface } from '@aws-sdk/client-ec2'
import { wholeSeconds } from '@rolecall/clock'
import type { Ec2Request } from '../../context.ts'
import { privateDnsName } from '../../dns-names.ts'
import type { InterfaceAddresses } from './assign-addresses.ts'
import type { PossibleLaunch } from './launch.ts'

/** A locally administered unicast address. */
const drawMacAddress = ({ context }: Ec2Request): string =>
  ['02', ...[...context.ids.bytes(5)].map((byte) => byte.toString(16).padStart(2, '0'))].join(':')

const makeInterface = (
  planned: PossibleLaunch['interfaces'][number],
  addresses: readonly string[],
  request: Ec2Request,
): InstanceNetworkInterface => {
  const { requested, subnet, groups } = planned
  const { region, account, now, context } = request
  const nameOf = (address: string) => (subnet.vpc.givesDnsNames ? { PrivateDnsName: privateDnsName(address, region) } : {})
  const [primary = ''] = addresses
  return {
    NetworkInterfaceId: context.ids.resourceId('eni'),
    Description: requested.description,
    InterfaceType: requested.interfaceType,
    MacAddress: drawMacAddress(request),
    OwnerId: account,
    ...nameOf(primary),
    PrivateIpAddress: primary,
    PrivateIpAddresses: addresses.map((address, index) => ({ Primary: index === 0, PrivateIpAddress: address, ...nameOf(address) })),
    Ipv6Addresses: [],
    Groups: groups.map(({ GroupId, GroupName }) => ({ GroupId, GroupName })),
    SourceDestCheck: true,
    Status: 'in-use',
    SubnetId: subnet.id,
    VpcId: subnet.vpcId,
    Operator: { Managed: false },
    Attachment: {
      AttachmentId: context.ids.resourceId('eni-attach'),
      AttachTime: wholeSeconds(now),
      DeleteOnTermination: requested.deleteOnTermination,
      DeviceIndex: requested.deviceIndex,
      NetworkCardIndex: requested.networkCardIndex,
      Status: 'attached',
    },
  }
}

/** The network interfaces of one instance, the primary first. */
export const makeInterfaces = (launch: PossibleLaunch, assigned: readonly InterfaceAddresses[], request: Ec2Request): InstanceNetworkInterface[] =>
  launch.interfaces.map((planned) => {
    const { deviceIndex, networkCardIndex } = planned.requested
    const own = assigned.find((one) => one.deviceIndex === deviceIndex && one.networkCardIndex === networkCardIndex)
    return makeInterface(planned, own?.addresses ?? [], request)
  })
