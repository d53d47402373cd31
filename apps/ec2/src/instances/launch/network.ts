import type { Tag } from '@rolecall/store'

/** What a launch has to know of a subnet. */
export interface LaunchSubnet {
  id: string
  vpcId: string
  zone: string
  zoneId: string
  cidr: string
  givesPublicAddresses: boolean
  tags: readonly Tag[]
  vpc: LaunchVpc
}

interface LaunchVpc {
  id: string
  givesDnsNames: boolean
  tenancy: string
}

/** A security group of an interface. */
export interface LaunchGroup {
  GroupId: string
  GroupName: string
  vpcId: string
  tags: readonly Tag[]
}
