import type { AwsError } from '@rolecall/models'
import type { Ec2Request } from '../../context.ts'
import { usableCount } from './address-range.ts'
import * as errors from './errors.ts'
import type { RegionNetwork } from './find-network.ts'
import type { LaunchSubnet } from './network.ts'

/** A subnet, or why there is none. */
export type FoundSubnet = { subnet: LaunchSubnet } | { refusal: AwsError }

export interface SubnetWish {
  /** Undefined for any. */
  zone: string | undefined
  /** Addresses that the launch needs there. */
  count: number
}

/** The first subnet with enough addresses, else the first: what is missing there is said when addresses are drawn. */
const firstWithRoom = async (subnets: readonly LaunchSubnet[], count: number, { context }: Ec2Request): Promise<LaunchSubnet | undefined> => {
  const used = await context.store.privateAddresses.countUsed(subnets.map(({ id }) => id))
  return subnets.find(({ id, cidr }) => usableCount(cidr) - (used.get(id) ?? 0) >= count) ?? subnets[0]
}

/** A default subnet in the zone that the request names, else in the first one with room. */
export const chooseDefaultSubnet = async (wish: SubnetWish, { vpcId, subnets }: RegionNetwork, request: Ec2Request): Promise<FoundSubnet> => {
  if (wish.zone !== undefined) {
    const subnet = subnets.find(({ zone }) => zone === wish.zone)
    return subnet === undefined ? { refusal: errors.noDefaultSubnetInZone(wish.zone) } : { subnet }
  }
  const subnet = await firstWithRoom(subnets, wish.count, request)
  return subnet === undefined ? { refusal: errors.noDefaultSubnets(vpcId) } : { subnet }
}
