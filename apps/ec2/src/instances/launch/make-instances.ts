import type { Instance } from '@aws-sdk/client-ec2'
import { wholeSeconds } from '@rolecall/clock'
import type { Ec2Request } from '../../context.ts'
import type { VolumeRow } from '../../volumes/volume.ts'
import type { InstanceRow } from '../instance.ts'
import { drawPassword } from '../administrator-password.ts'
import { drawPublicAddress, withPublicAddress } from '../public-address.ts'
import { assignAddresses, type InterfaceAddresses } from './assign-addresses.ts'
import { instanceDnsName, launchDocument } from './instance-document.ts'
import type { PossibleLaunch } from './launch.ts'
import { instanceStoreDevices } from './instance-store.ts'
import { makeInterfaces } from './make-interfaces.ts'
import { spotAttributes, spotDocument } from './spot-market.ts'
import { deviceMappings, makeVolumes } from './make-volumes.ts'
import { templateTags } from './with-template.ts'

/** The instances of a launch with their volumes; nothing is stored yet but their addresses. */
export interface MadeInstances {
  instances: InstanceRow[]
  volumes: VolumeRow[]
}

interface Making {
  launch: PossibleLaunch
  request: Ec2Request
  reservationId: string
  common: Instance
}

const passwordOf = ({ launch, request }: Making): { administratorPassword?: string } => {
  const isWindows = launch.image.Platform?.toLowerCase() === 'windows'
  return isWindows && launch.input.KeyName !== undefined ? { administratorPassword: drawPassword(request) } : {}
}

/** What only the metadata service shows. */
const shownInMetadata = ({ input, keyPair, image, type }: PossibleLaunch): InstanceRow['attributes'] => ({
  ...(keyPair === undefined ? {} : { publicKey: keyPair.publicKey }),
  instanceStore: instanceStoreDevices([...(image.BlockDeviceMappings ?? []), ...(input.BlockDeviceMappings ?? [])], type),
})

const attributesOf = (making: Making): InstanceRow['attributes'] => {
  const { input, interfaces } = making.launch
  const behavior = input.InstanceInitiatedShutdownBehavior
  const [primary] = interfaces
  return {
    ...(input.DisableApiTermination === undefined ? {} : { disableApiTermination: input.DisableApiTermination }),
    ...(input.DisableApiStop === undefined ? {} : { disableApiStop: input.DisableApiStop }),
    ...(behavior === undefined ? {} : { shutdownBehavior: behavior }),
    ...(input.CreditSpecification?.CpuCredits === undefined ? {} : { cpuCredits: input.CreditSpecification.CpuCredits }),
    ...shownInMetadata(making.launch),
    ...passwordOf(making),
    ...spotAttributes(input),
    hasPublicAddress: primary?.hasPublicAddress ?? false,
    hasDnsHostnames: primary?.subnet.vpc.givesDnsNames ?? false,
  }
}

const withDrawnAddress = (document: Instance, { launch, request }: Making): Instance => {
  const [planned] = launch.interfaces
  const address = planned?.hasPublicAddress === true ? drawPublicAddress(request) : undefined
  return withPublicAddress(document, address, { region: request.region, hasDnsName: planned?.subnet.vpc.givesDnsNames ?? false })
}

const documentOf = (making: Making, id: string, parts: { assigned: readonly InterfaceAddresses[]; volumes: readonly VolumeRow[] }): Instance => {
  const { launch, request, common } = making
  const interfaces = makeInterfaces(launch, parts.assigned, request)
  const { PrivateIpAddress: privateIp = '', SubnetId, VpcId, Groups = [] } = interfaces[0] ?? {}
  const document: Instance = {
    ...common,
    ...spotDocument(launch.input, request),
    PrivateIpAddress: privateIp,
    PrivateDnsName: instanceDnsName(common, { id, privateIp, region: request.region }),
    SubnetId,
    VpcId,
    SecurityGroups: Groups,
    NetworkInterfaces: interfaces,
    BlockDeviceMappings: deviceMappings(parts.volumes, request),
  }
  return withDrawnAddress(document, making)
}

const instanceOf = (making: Making, identity: { id: string; index: number }, document: Instance): InstanceRow => {
  const { launch, request, reservationId } = making
  const { partition, account, region, now } = request
  return {
    id: identity.id,
    partition,
    account,
    region,
    reservationId,
    launchIndex: identity.index,
    state: 'running',
    stateFrom: 'pending',
    stateChangedAt: now,
    stateReason: null,
    launchedAt: wholeSeconds(now),
    privateIp: document.PrivateIpAddress ?? null,
    vpcId: document.VpcId ?? null,
    subnetId: document.SubnetId ?? null,
    userData: launch.userData,
    metadataOptions: launch.options,
    tags: [...launch.tags.instance, ...templateTags(launch.template)],
    document,
    attributes: attributesOf(making),
    revision: 1,
  }
}

/** Makes as many instances as the launch asks for: nothing but its own limits keeps the simulator from the maximum. */
export const makeInstances = async (launch: PossibleLaunch, reservationId: string, request: Ec2Request): Promise<MadeInstances> => {
  const making: Making = { launch, request, reservationId, common: launchDocument(launch, wholeSeconds(request.now)) }
  const ids = Array.from({ length: launch.input.MaxCount }, () => request.context.ids.resourceId('i'))
  const assigned = await assignAddresses(launch, ids, request)
  const perInstance = launch.interfaces.length
  const volumes: VolumeRow[] = []
  const instances = ids.map((id, index) => {
    const own = makeVolumes(launch, id, request)
    volumes.push(...own)
    const document = documentOf(making, id, { assigned: assigned.slice(index * perInstance, (index + 1) * perInstance), volumes: own })
    return instanceOf(making, { id, index }, document)
  })
  return { instances, volumes }
}
