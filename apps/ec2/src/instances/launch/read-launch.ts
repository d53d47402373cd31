import type { Image, InstanceTypeInfo } from '@aws-sdk/client-ec2'
import type { AwsError } from '@rolecall/models'
import type { KeyPairRecord, Tag } from '@rolecall/store'
import type { Ec2Request } from '../../context.ts'
import { type AccountDefaults, enforcementRefusal, launchOptions } from '../../metadata-options/metadata-options.ts'
import { checkMetadataTagKeys } from '../../metadata-options/metadata-tag-keys.ts'
import { findNamedProfile } from '../../profile-associations/named-profile.ts'
import { hasSpotRole } from '../../spot-requests/spot-role.ts'
import { readUserData } from '../user-data.ts'
import { planVolumes, snapshotRefusal } from './block-devices.ts'
import * as errors from './errors.ts'
import { findLaunchImage, findLaunchType, missingImage } from './find-machine.ts'
import type { Launch, PossibleLaunch } from './launch.ts'
import { checkLaunchInput, type LaunchInput, type LaunchOperation } from './launch-input.ts'
import { launchTags } from './launch-tags.ts'
import { checkMachineOptions } from './machine-options.ts'
import { type PlannedNetwork, planNetwork } from './plan-network.ts'
import { checkInterfaceLimits, requestedInterfaces } from './requested-interfaces.ts'
import { isSpot } from './spot-market.ts'
import { readTemplate } from './with-template.ts'

const architectureRefusal = ({ ProcessorInfo }: InstanceTypeInfo, image: Image | undefined): AwsError | undefined => {
  if (image?.Architecture === undefined) return undefined
  const supported: readonly string[] = ProcessorInfo?.SupportedArchitectures ?? []
  return supported.includes(image.Architecture) ? undefined : errors.architectureMismatch(supported.join(','), image.Architecture)
}

const placementRefusal = ({ Placement = {} }: LaunchInput, type: InstanceTypeInfo): AwsError | undefined => {
  const { GroupName, GroupId, HostId, Tenancy } = Placement
  const group = GroupName ?? GroupId
  if (group !== undefined && group !== '') return errors.noSuchPlacementGroup(group)
  if (HostId !== undefined) return errors.noSuchHost(HostId)
  return Tenancy === 'host' ? errors.noHosts(type.InstanceType ?? '') : undefined
}

const findKeyPair = async ({ KeyName }: LaunchInput, request: Ec2Request): Promise<KeyPairRecord | undefined> =>
  KeyName === undefined ? undefined : request.context.store.keyPairs.find(request, KeyName)

const keyPairRefusal = ({ KeyName }: LaunchInput, keyPair: KeyPairRecord | undefined): AwsError | undefined =>
  KeyName === undefined || keyPair !== undefined ? undefined : errors.noSuchKeyPair(KeyName)

const lacksSpotRole = async (input: LaunchInput, request: Ec2Request): Promise<boolean> => isSpot(input) && !(await hasSpotRole(request))

const tagsOf = (image: Image | undefined, { tags }: PlannedNetwork): readonly Tag[] => tags.get(image?.ImageId ?? '') ?? []

const read = async (own: LaunchInput, request: Ec2Request, by: LaunchOperation): Promise<Launch> => {
  const { input, template } = await readTemplate(own, request)
  checkLaunchInput(input, by)
  const requested = requestedInterfaces(input)
  const userData = readUserData(input.UserData)
  const tags = launchTags(input)
  const type = findLaunchType(input.InstanceType)
  checkInterfaceLimits(requested, type)
  checkMachineOptions(input, type)
  const image = findLaunchImage(input.ImageId ?? '', request.region)
  const profile = await findNamedProfile(input.IamInstanceProfile, request)
  const account = await request.context.store.metadataDefaults.get<AccountDefaults>(request)
  const options = launchOptions(input.MetadataOptions ?? {}, account, image)
  if (options.InstanceMetadataTags === 'enabled') checkMetadataTagKeys(tags.instance)
  const keyPair = await findKeyPair(input, request)
  const network: PlannedNetwork = await planNetwork({ input, requested }, request)
  const refusals = [
    image === undefined ? missingImage(input.ImageId ?? '') : undefined,
    placementRefusal(input, type),
    network.refusal,
    keyPairRefusal(input, keyPair),
    architectureRefusal(type, image),
    enforcementRefusal(options, account),
    snapshotRefusal(image, input.BlockDeviceMappings),
  ]
  return {
    input,
    template,
    type,
    image,
    imageTags: tagsOf(image, network),
    interfaces: network.interfaces,
    volumes: image === undefined ? [] : planVolumes(image, input.BlockDeviceMappings),
    placement: network.placement,
    profile,
    keyPair,
    options,
    tags,
    userData,
    lacksSpotRole: await lacksSpotRole(input, request),
    refusal: refusals.find((refusal) => refusal !== undefined),
  }
}

const launches = new WeakMap<Ec2Request, Promise<Launch>>()

/** What the request is about; its authorization and its work share one reading. */
export const readLaunch = (input: LaunchInput, request: Ec2Request, by: LaunchOperation = 'RunInstances'): Promise<Launch> => {
  const known = launches.get(request)
  if (known !== undefined) return known
  const launch = read(input, request, by)
  launches.set(request, launch)
  return launch
}

/** The launch, unless something that it names is missing or does not fit. */
export const possibleLaunch = (launch: Launch): PossibleLaunch => {
  if (launch.refusal !== undefined) throw launch.refusal
  const { image } = launch
  const interfaces = launch.interfaces.flatMap(({ subnet, ...planned }) => (subnet === undefined ? [] : [{ ...planned, subnet }]))
  if (image === undefined || interfaces.length < launch.interfaces.length) throw new Error('A launch lacks what was not refused.')
  return { ...launch, image, interfaces }
}
