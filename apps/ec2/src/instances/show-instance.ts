import type { GroupIdentifier, Instance, InstanceNetworkInterface, Reservation } from '@aws-sdk/client-ec2'
import type { InstanceHead } from '@rolecall/store'
import type { InstanceRow } from './instance.ts'
import { instanceState, type StateName } from './instance-states.ts'

/** What of an instance follows from time or stands in other tables. */
export interface InstanceMoment {
  state: StateName
  profile: Pick<InstanceHead, 'profileArn' | 'profileId'>
  /** Whether metadata options that were changed are not in force yet. */
  isMetadataPending: boolean
  isMonitoringPending: boolean
}

const reasonTexts: Readonly<Record<string, string>> = {
  'Client.UserInitiatedShutdown': 'User initiated shutdown',
  'Client.UserInitiatedHibernate': 'User initiated hibernate',
  'Client.InstanceInitiatedShutdown': 'Instance initiated shutdown',
  'Server.SpotInstanceTermination': 'Spot instance termination',
  'Server.SpotInstanceShutdown': 'Spot instance shutdown',
}

// `User initiated (2025-11-29 16:23:36 GMT)`
const transitionReason = (reason: string, changedAt: Date): string => {
  if (reason.startsWith('Server.')) return reason
  const text = changedAt.toISOString()
  return `User initiated (${text.slice(0, 10)} ${text.slice(11, 19)} GMT)`
}

const reasons = ({ stateReason, stateChangedAt }: InstanceRow, state: StateName): Partial<Instance> => {
  if (state === 'pending') return { StateReason: { Code: 'pending', Message: 'pending' }, StateTransitionReason: '' }
  if (state === 'running' || stateReason === null) return { StateTransitionReason: '' }
  const Message = `${stateReason}: ${reasonTexts[stateReason] ?? stateReason}`
  return { StateReason: { Code: stateReason, Message }, StateTransitionReason: transitionReason(stateReason, stateChangedAt) }
}

const withoutAssociation = ({ Association: _, ...networkInterface }: InstanceNetworkInterface): InstanceNetworkInterface => ({
  ...networkInterface,
  PrivateIpAddresses: (networkInterface.PrivateIpAddresses ?? []).map(({ Association: __, ...address }) => address),
})

const attaching = (networkInterface: InstanceNetworkInterface): InstanceNetworkInterface => ({
  ...withoutAssociation(networkInterface),
  Attachment: { ...networkInterface.Attachment, Status: 'attaching' },
})

/** Until it runs, an instance has no public address; while it is launched, its volumes are not attached either. */
const pendingParts = (row: InstanceRow): Partial<Instance> => {
  const { NetworkInterfaces = [], BlockDeviceMappings = [] } = row.document
  const isLaunch = row.stateFrom === 'pending'
  return {
    PublicDnsName: '',
    PublicIpAddress: undefined,
    NetworkInterfaces: NetworkInterfaces.map(isLaunch ? attaching : withoutAssociation),
    BlockDeviceMappings: isLaunch ? [] : BlockDeviceMappings,
  }
}

const terminatedParts: Partial<Instance> = {
  PublicDnsName: '',
  PrivateDnsName: '',
  PublicIpAddress: undefined,
  PrivateIpAddress: undefined,
  Ipv6Address: undefined,
  SubnetId: undefined,
  VpcId: undefined,
  SourceDestCheck: undefined,
  PrivateDnsNameOptions: undefined,
  SecurityGroups: [],
  NetworkInterfaces: [],
  BlockDeviceMappings: [],
}

const partsOfState = (row: InstanceRow, state: StateName): Partial<Instance> => {
  if (state === 'pending') return pendingParts(row)
  return state === 'terminated' ? terminatedParts : {}
}

const profileOf = ({ profileArn, profileId }: InstanceMoment['profile']): Partial<Instance> =>
  profileArn === null || profileId === null ? {} : { IamInstanceProfile: { Arn: profileArn, Id: profileId } }

const monitoringOf = ({ document }: InstanceRow, moment: InstanceMoment): Partial<Instance> => {
  const isEnabled = document.Monitoring?.State === 'enabled'
  if (moment.isMonitoringPending) return { Monitoring: { State: isEnabled ? 'pending' : 'disabling' } }
  return { Monitoring: { State: isEnabled && moment.state === 'pending' ? 'pending' : (document.Monitoring?.State ?? 'disabled') } }
}

/** The SDK's Instance, as DescribeInstances shows it at one moment. */
export const showInstance = (row: InstanceRow, moment: InstanceMoment): Instance => {
  const { state } = moment
  const isMetadataPending = state === 'terminated' || moment.isMetadataPending || (state === 'pending' && row.stateFrom === 'pending')
  return {
    ...row.document,
    InstanceId: row.id,
    AmiLaunchIndex: row.launchIndex,
    LaunchTime: row.launchedAt,
    State: instanceState(state),
    ...reasons(row, state),
    MetadataOptions: { State: isMetadataPending ? 'pending' : 'applied', ...row.metadataOptions },
    ...monitoringOf(row, moment),
    ...profileOf(moment.profile),
    ...(row.tags.length > 0 ? { Tags: row.tags } : {}),
    ...partsOfState(row, state),
  }
}

const noGroups: GroupIdentifier[] = []

/** Puts instances under their reservations, in the order given. */
export const reservations = (shown: readonly { row: InstanceRow; instance: Instance }[]): Reservation[] => {
  const byId = new Map<string, Reservation & { Instances: Instance[] }>()
  for (const { row, instance } of shown) {
    const known = byId.get(row.reservationId)
    if (known) known.Instances.push(instance)
    else byId.set(row.reservationId, { ReservationId: row.reservationId, OwnerId: row.account, Groups: noGroups, Instances: [instance] })
  }
  return [...byId.values()]
}
