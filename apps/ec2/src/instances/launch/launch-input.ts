import type { RunInstancesRequest } from '@aws-sdk/client-ec2'
import type { Validated } from '../../context.ts'
import { checkIds } from '../../describe/index.ts'
import { networkInterfaceIds, securityGroupIds, snapshotIds, subnetIds } from '../../describe/ids.ts'
import { checkHopLimit } from '../../metadata-options/metadata-options.ts'
import * as errors from './errors.ts'
import { checkMarketOptions } from './spot-market.ts'

export type LaunchInput = Validated<RunInstancesRequest>

/** The operations that launch. */
export type LaunchOperation = 'RunInstances' | 'RequestSpotInstances'

/** What other issues bring: a launch that needs it is refused by name. */
const notSimulated = ['LicenseSpecifications', 'SecondaryInterfaces', 'ElasticGpuSpecification', 'ElasticInferenceAccelerators'] as const

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
  checkIds(networkInterfaceIds, NetworkInterfaces.flatMap(({ NetworkInterfaceId }) => NetworkInterfaceId ?? []))
  checkIds(snapshotIds, (input.BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []))
  checkIds(securityGroupIds, [...(input.SecurityGroupIds ?? []), ...NetworkInterfaces.flatMap(({ Groups = [] }) => Groups)])
}

/** What makes no sense without something else that the request does not ask for. */
const checkPlacement = ({ Placement = {} }: LaunchInput): void => {
  const { Tenancy, Affinity, HostId, GroupName, GroupId, PartitionNumber } = Placement
  if (Tenancy !== 'host') {
    if (Affinity !== undefined) throw errors.needsHostTenancy('affinity')
    if (HostId !== undefined) throw errors.needsHostTenancy('hostId')
  }
  if (GroupName !== undefined && GroupId !== undefined) throw errors.groupNameAndId()
  if (PartitionNumber !== undefined && (GroupName ?? GroupId) === undefined) throw errors.partitionWithoutGroup()
}

const longestToken = 64

const checkTexts = ({ ClientToken = '', KeyName }: LaunchInput): void => {
  if (ClientToken.length > longestToken) throw errors.tokenTooLong(ClientToken)
  if (KeyName === '') throw errors.blankKeyName()
}

const checkCapacityReservation = ({ CapacityReservationSpecification }: LaunchInput): void => {
  if (CapacityReservationSpecification?.CapacityReservationTarget === undefined) return
  throw errors.notSimulated('CapacityReservationSpecification.CapacityReservationTarget')
}

/** What can be refused without looking at anything but the request. */
export const checkLaunchInput = (input: LaunchInput, by: LaunchOperation): void => {
  const unknown = notSimulated.find((name) => {
    const value = input[name]
    return Array.isArray(value) ? value.length > 0 : value !== undefined
  })
  if (unknown !== undefined) throw errors.notSimulated(unknown)
  if (input.ImageId === undefined || input.ImageId === '') throw errors.missing('ImageId')
  checkCounts(input)
  checkTexts(input)
  checkPlacement(input)
  checkNetwork(input)
  checkNamedIds(input)
  checkCapacityReservation(input)
  // What the older operation may ask for together is its own to know.
  if (by === 'RunInstances') checkMarketOptions(input)
  checkHopLimit(input.MetadataOptions?.HttpPutResponseHopLimit, 'metadataOptions.httpPutResponseHopLimit')
}
