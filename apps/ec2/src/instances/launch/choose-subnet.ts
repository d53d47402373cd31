import type { AwsError } from '@rolecall/models'
import type { Ec2Request } from '../../context.ts'
import { usableCount } from './address-range.ts'
import * as errors from './errors.ts'
import { zonesOfType } from './find-machine.ts'
import { findDefaultNetwork } from './find-network.ts'
import type { LaunchSubnet } from './network.ts'

/** A subnet, or why there is none. */
export type FoundSubnet = { subnet: LaunchSubnet } | { refusal: AwsError }

export interface SubnetWish {
  /** Undefined for any. */
  zone: string | undefined
  type: string
  /** Addresses that the launch needs there. */
  count: number
  hasGroupNames: boolean
}

/** The first subnet with enough addresses, else the first: what is missing there is said when addresses are drawn. */
const firstWithRoom = async (subnets: readonly LaunchSubnet[], count: number, { context }: Ec2Request): Promise<LaunchSubnet | undefined> => {
  const used = await context.store.privateAddresses.countUsed(subnets.map(({ id }) => id))
  return subnets.find(({ id, cidr }) => usableCount(cidr) - (used.get(id) ?? 0) >= count) ?? subnets[0]
}

/** A default subnet in the zone that the request names, else in one that offers the type. */
export const chooseDefaultSubnet = async (wish: SubnetWish, request: Ec2Request): Promise<FoundSubnet> => {
  const network = await findDefaultNetwork(request)
  if (network === undefined) return { refusal: errors.noDefaultVpc(wish.hasGroupNames) }
  const { vpcId, subnets } = network
  if (subnets.length === 0) return { refusal: errors.noDefaultSubnets(vpcId) }
  if (wish.zone !== undefined) {
    const subnet = subnets.find(({ zone }) => zone === wish.zone)
    return subnet === undefined ? { refusal: errors.noDefaultSubnetInZone(wish.zone) } : { subnet }
  }
  const zones = new Set(zonesOfType(wish.type, request.region))
  const offering = subnets.filter(({ zone }) => zones.has(zone))
  const subnet = await firstWithRoom(offering.length === 0 ? subnets : offering, wish.count, request)
  return subnet === undefined ? { refusal: errors.noDefaultSubnets(vpcId) } : { subnet }
}
