import { instanceTypes } from '@rolecall/models'
import { type InterfaceDocument, interfacesOf, type Snapshot } from './snapshot.ts'
import { lines } from './values.ts'

/** The interface that a path names by its MAC address. */
export const findInterface = (snapshot: Snapshot, mac: string | undefined): InterfaceDocument | undefined =>
  interfacesOf(snapshot).find((candidate) => candidate.MacAddress === mac)

/** A value that is read of one interface. */
export const ofInterface =
  (read: (of: InterfaceDocument, snapshot: Snapshot) => string | undefined) =>
  (snapshot: Snapshot, names: Readonly<Record<string, string>>): string | undefined => {
    const found = findInterface(snapshot, names['mac'])
    return found && read(found, snapshot)
  }

/** Only types with several network cards tell which one an interface is on. */
export const networkCardIndex = ({ Attachment }: InterfaceDocument, { instance }: Snapshot): string | undefined => {
  const cards = instanceTypes().get(instance.document.InstanceType ?? '')?.NetworkInfo?.MaximumNetworkCards ?? 1
  return cards > 1 ? `${Attachment?.NetworkCardIndex ?? 0}` : undefined
}

/** Public address to private address. */
export const publicAddresses = (of: InterfaceDocument): ReadonlyMap<string, string> => {
  const pairs = new Map<string, string>()
  for (const { PrivateIpAddress: address, Association } of of.PrivateIpAddresses ?? [of]) {
    if (Association?.PublicIp !== undefined && address !== undefined) pairs.set(Association.PublicIp, address)
  }
  return pairs
}

/** Private addresses, the primary first. */
export const privateAddresses = (of: InterfaceDocument): string | undefined => {
  const addresses = (of.PrivateIpAddresses ?? []).map((address) => address.PrivateIpAddress)
  return lines([...new Set([of.PrivateIpAddress, ...addresses])])
}

const defaultVpcBlock = '172.31.0.0/16'

const isInDefaultVpc = (of: InterfaceDocument): boolean => (of.PrivateIpAddress ?? '').startsWith('172.31.')

/** Every VPC is a default one, so its block is known. */
export const vpcBlock = (of: InterfaceDocument): string | undefined => (isInDefaultVpc(of) ? defaultVpcBlock : undefined)

/** The subnets of a default VPC are its blocks of /20, so that an address tells which. */
export const subnetBlock = (of: InterfaceDocument): string | undefined => {
  const third = Number(of.PrivateIpAddress?.split('.')[2])
  return isInDefaultVpc(of) ? `172.31.${third - (third % 16)}.0/20` : undefined
}
