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

export const subnetBlocks = (of: InterfaceDocument, snapshot: Snapshot, family: 'ipv4' | 'ipv6'): string[] =>
  snapshot.subnets.get(of.SubnetId ?? '')?.[family] ?? []

export const vpcBlocks = (of: InterfaceDocument, snapshot: Snapshot, family: 'ipv4' | 'ipv6'): string[] =>
  snapshot.vpcs.get(of.VpcId ?? '')?.[family] ?? []

/** IPv6 blocks show only on an interface that has an IPv6 address. */
export const ipv6Blocks = (of: InterfaceDocument, blocks: string[]): string | undefined =>
  (of.Ipv6Addresses ?? []).length === 0 ? undefined : lines(blocks)
