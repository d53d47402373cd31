import type { Instance, InstanceNetworkInterface, InstanceNetworkInterfaceAssociation } from '@aws-sdk/client-ec2'
import { publicDnsName } from '../dns-names.ts'
import type { Ec2Request } from '../context.ts'

/** An address of a range that EC2 gives to instances. */
export const drawPublicAddress = ({ context }: Ec2Request): string => {
  const [second = 0, third = 0, last = 0] = context.ids.bytes(3)
  return `54.${224 + (second & 15)}.${third}.${1 + (last % 254)}`
}

const isPrimary = ({ Attachment }: InstanceNetworkInterface): boolean => Attachment?.DeviceIndex === 0

const withAssociation = (
  networkInterface: InstanceNetworkInterface,
  association: InstanceNetworkInterfaceAssociation | undefined,
): InstanceNetworkInterface => {
  const { Association: _, PrivateIpAddresses = [], ...rest } = networkInterface
  const associated = association === undefined ? {} : { Association: association }
  const addresses = PrivateIpAddresses.map(({ Association: __, ...address }) => (address.Primary === true ? { ...address, ...associated } : address))
  return { ...rest, ...associated, PrivateIpAddresses: addresses }
}

/** The instance with this automatic public address, or without any. */
export const withPublicAddress = (document: Instance, address: string | undefined, { region, hasDnsName }: { region: string; hasDnsName: boolean }): Instance => {
  const { PublicIpAddress: _, ...rest } = document
  const dnsName = address !== undefined && hasDnsName ? publicDnsName(address, region) : ''
  const association = address === undefined ? undefined : { IpOwnerId: 'amazon', PublicDnsName: dnsName, PublicIp: address }
  return {
    ...rest,
    PublicDnsName: dnsName,
    ...(address === undefined ? {} : { PublicIpAddress: address }),
    NetworkInterfaces: (document.NetworkInterfaces ?? []).map((of) => (isPrimary(of) ? withAssociation(of, association) : of)),
  }
}
