import type { PrivateAddressRecord } from '@rolecall/store'
import type { Ec2Request } from '../../context.ts'
import { addressFit, usableAddresses } from './address-range.ts'
import * as errors from './errors.ts'
import type { PossibleLaunch } from './launch.ts'
import type { LaunchSubnet } from './network.ts'

/** The addresses of one interface of one instance, the primary first. */
export interface InterfaceAddresses {
  instanceId: string
  deviceIndex: number
  networkCardIndex: number
  subnet: LaunchSubnet
  addresses: string[]
  /** How many EC2 is to choose besides. */
  missingCount: number
  hasFixedPrimary: boolean
}

const checkFit = (address: string, { cidr }: LaunchSubnet): void => {
  switch (addressFit(address, usableAddresses(cidr))) {
    case 'malformed':
      throw errors.malformedAddress(address)
    case 'outside':
      throw errors.outsideSubnet(address)
    case 'reserved':
      throw errors.reservedAddress(address)
    case 'usable':
  }
}

const wantedAddresses = (launch: PossibleLaunch, instanceIds: readonly string[]): InterfaceAddresses[] =>
  instanceIds.flatMap((instanceId) =>
    launch.interfaces.map(({ requested, subnet }) => {
      const { privateIp, secondaryIps, secondaryCount, deviceIndex, networkCardIndex } = requested
      const addresses = [...(privateIp === undefined ? [] : [privateIp]), ...secondaryIps]
      for (const address of addresses) checkFit(address, subnet)
      const hasFixedPrimary = privateIp !== undefined
      const missingCount = secondaryCount + (hasFixedPrimary ? 0 : 1)
      return { instanceId, deviceIndex, networkCardIndex, subnet, addresses, missingCount, hasFixedPrimary }
    }),
  )

const records = (wanted: readonly InterfaceAddresses[], { partition, account, region }: Ec2Request): PrivateAddressRecord[] =>
  wanted.flatMap(({ instanceId, subnet, addresses }) =>
    addresses.map((address) => ({ subnetId: subnet.id, address, instanceId, partition, account, region })),
  )

const addFixed = async (wanted: readonly InterfaceAddresses[], request: Ec2Request): Promise<void> => {
  const fixed = records(wanted, request)
  if (fixed.length === 0) return
  const [taken] = await request.context.store.privateAddresses.add(fixed)
  if (taken !== undefined) throw errors.addressInUse(taken)
}

const addFree = async (subnet: LaunchSubnet, wanted: readonly InterfaceAddresses[], request: Ec2Request): Promise<void> => {
  const { privateAddresses } = request.context.store
  const count = wanted.reduce((sum, { missingCount }) => sum + missingCount, 0)
  const { first, last } = usableAddresses(subnet.cidr)
  const free = await privateAddresses.findFree({ subnetId: subnet.id, first, last }, count)
  if (free.length < count) throw errors.subnetIsFull(subnet.id)
  const chosen = wanted.map((one) => ({ ...one, addresses: free.splice(0, one.missingCount) }))
  await privateAddresses.add(records(chosen, request))
  for (const [index, one] of wanted.entries()) {
    const added = chosen[index]?.addresses ?? []
    // A primary address of EC2's choice comes before the secondary ones that the request gave.
    one.addresses = one.hasFixedPrimary ? [...one.addresses, ...added] : [...added.slice(0, 1), ...one.addresses, ...added.slice(1)]
  }
}

/** Gives every interface of every instance its private addresses, which nobody else gets from then on. */
export const assignAddresses = async (launch: PossibleLaunch, instanceIds: readonly string[], request: Ec2Request): Promise<InterfaceAddresses[]> => {
  const wanted = wantedAddresses(launch, instanceIds)
  await addFixed(wanted, request)
  const subnets = new Map(wanted.map(({ subnet }) => [subnet.id, subnet]))
  // In one order for all, so that launches do not wait for each other in circles.
  for (const id of [...subnets.keys()].sort()) {
    const subnet = subnets.get(id)
    if (subnet !== undefined) await addFree(subnet, wanted.filter((one) => one.subnet.id === id), request)
  }
  return wanted
}
