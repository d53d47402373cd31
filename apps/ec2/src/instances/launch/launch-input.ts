import type { RunInstancesRequest } from '@aws-sdk/client-ec2'
import type { Validated } from '../../context.ts'
import { checkIds } from '../../describe/index.ts'
import { securityGroupIds, subnetIds } from '../../describe/ids.ts'
import { checkHopLimit } from '../../metadata-options/metadata-options.ts'
import * as errors from './errors.ts'
import { checkMarketOptions } from './spot-market.ts'

export type LaunchInput = Validated<RunInstancesRequest>

/** What other issues bring: a launch that needs it is refused by name. */
const notSimulated = ['LaunchTemplate', 'LicenseSpecifications', 'SecondaryInterfaces'] as const

const checkCounts = ({ MinCount, MaxCount }: LaunchInput): void => {
  if (MinCount < 1) throw errors.minimumCountTooSmall(MinCount)
  if (MaxCount < MinCount) throw errors.maximumBelowMinimum(MinCount, MaxCount)
}

const checkNetwork = (input: LaunchInput): void => {
  const { NetworkInterfaces = [], SecurityGroupIds = [], SecurityGroups = [] } = input
  if (NetworkInterfaces.length > 0) {
    if (input.SubnetId !== undefined) throw errors.interfacesWithSubnet()
    if (SecurityGroupIds.length + SecurityGroups.length > 0) throw errors.interfacesWithGroups()
    if (input.PrivateIpAddress !== undefined) throw errors.interfacesWithAddress()
  }
  if (SecurityGroups.length > 0 && input.SubnetId !== undefined) throw errors.groupNameWithSubnet()
}

const checkNamedIds = (input: LaunchInput): void => {
  const { NetworkInterfaces = [] } = input
  checkIds(subnetIds, [input.SubnetId, ...NetworkInterfaces.map(({ SubnetId }) => SubnetId)].flatMap((id) => id ?? []))
  checkIds(securityGroupIds, [...(input.SecurityGroupIds ?? []), ...NetworkInterfaces.flatMap(({ Groups = [] }) => Groups)])
}

const checkCapacityReservation = ({ CapacityReservationSpecification }: LaunchInput): void => {
  if (CapacityReservationSpecification?.CapacityReservationTarget === undefined) return
  throw errors.notSimulated('CapacityReservationSpecification.CapacityReservationTarget')
}

/** What can be refused without looking at anything but the request. */
export const checkLaunchInput = (input: LaunchInput): void => {
  const unknown = notSimulated.find((name) => {
    const value = input[name]
    return Array.isArray(value) ? value.length > 0 : value !== undefined
  })
  if (unknown !== undefined) throw errors.notSimulated(unknown)
  if (input.ImageId === undefined || input.ImageId === '') throw errors.missing('ImageId')
  checkCounts(input)
  checkNetwork(input)
  checkNamedIds(input)
  checkCapacityReservation(input)
  checkMarketOptions(input)
  checkHopLimit(input.MetadataOptions?.HttpPutResponseHopLimit, 'metadataOptions.httpPutResponseHopLimit')
}
