import { ec2Arn } from '@rolecall/ids'
import { type AccessCheck, type ConditionKeys, requestTagKeys, resourceTagKeys } from '@rolecall/pipeline'
import type { Ec2Request } from '../../context.ts'
import { imageKeys, ownerOf } from '../../images/image-access.ts'
import { parameterArn, parameterOf } from '../../images/image-parameter.ts'
import { keyPairKeys } from '../../key-pairs/key-pair.ts'
import { securityGroupCheck, subnetKeys } from '../../network/network-access.ts'
import { passRoleChecks, shownProfileArn } from '../../profile-associations/named-profile.ts'
import { spotRoleCheck } from '../../spot-requests/spot-role.ts'
import { anyOf, createTagsChecks } from '../../tags/tag-rules.ts'
import { snapshotArn } from '../../volumes/volume-access.ts'
import { namedSnapshots, type PlannedVolume } from './block-devices.ts'
import type { Launch, PlannedInterface } from './launch.ts'
import { parameterDenied } from './errors.ts'
import { isSpot } from './spot-market.ts'
import { templateUseChecks, withRegionKeys, withTemplateKeys } from './template-access.ts'

const imageArn = (request: Ec2Request, id: string): string => ec2Arn({ ...request, account: '' }, 'image', id)

const placementGroupArn = ({ input: { Placement = {} } }: Launch, request: Ec2Request): string | undefined => {
  const named = Placement.GroupName ?? Placement.GroupId ?? ''
  return named === '' ? undefined : ec2Arn(request, 'placement-group', named)
}

// What is being made has no id; AWS's decoded messages say so.
const notYet = '*'

const zoneKeys = ({ placement }: Launch): ConditionKeys => ({
  'ec2:AvailabilityZone': placement.AvailabilityZone,
  'ec2:AvailabilityZoneId': placement.AvailabilityZoneId,
})

const instanceKeys = (launch: Launch, request: Ec2Request): ConditionKeys => {
  const { input, type, image, placement, options, profile, tags } = launch
  return {
    'ec2:InstanceID': notYet,
    'ec2:InstanceType': type.InstanceType,
    'ec2:Tenancy': placement.Tenancy,
    'ec2:EbsOptimized': String(input.EbsOptimized ?? false),
    'ec2:RootDeviceType': image?.RootDeviceType,
    'ec2:InstanceProfile': profile && shownProfileArn(profile, request),
    'ec2:InstanceMarketType': isSpot(input) ? 'spot' : 'on-demand',
    'ec2:InstanceAutoRecovery': input.MaintenanceOptions?.AutoRecovery ?? 'default',
    'ec2:MetadataHttpTokens': options.HttpTokens,
    'ec2:MetadataHttpEndpoint': options.HttpEndpoint,
    'ec2:MetadataHttpPutResponseHopLimit': options.HttpPutResponseHopLimit?.toString(),
    'ec2:InstanceMetadataTags': options.InstanceMetadataTags,
    'ec2:PlacementGroup': placementGroupArn(launch, request),
    ...zoneKeys(launch),
    ...requestTagKeys(tags.instance),
  }
}

const imageChecks = ({ input, image, imageTags }: Launch, request: Ec2Request): AccessCheck[] => [
  {
    resource: imageArn(request, image?.ImageId ?? input.ImageId ?? ''),
    conditionKeys: image === undefined ? { 'ec2:ImageID': input.ImageId } : { ...imageKeys(image), ...resourceTagKeys('ec2', imageTags) },
  },
]

/** Whoever names an image by a parameter must be allowed to read it; the call is refused in words of its own. */
const parameterChecks = ({ input: { ImageId = '' } }: Launch, request: Ec2Request): AccessCheck[] => {
  const parameter = parameterOf(ImageId)
  return parameter === undefined ? [] : [{ action: 'ssm:GetParameters', resource: parameterArn(parameter, request), refusal: parameterDenied }]
}

const interfaceKeys = ({ requested, subnet }: PlannedInterface, launch: Launch, request: Ec2Request): ConditionKeys => ({
  'ec2:AssociatePublicIpAddress': requested.associatesPublicAddress === undefined ? undefined : String(requested.associatesPublicAddress),
  'ec2:NetworkInterfaceID': requested.networkInterfaceId ?? notYet,
  'ec2:Subnet': subnet && ec2Arn(request, 'subnet', subnet.id),
  'ec2:Vpc': subnet && ec2Arn(request, 'vpc', subnet.vpcId),
  'ec2:AvailabilityZone': launch.placement.AvailabilityZone,
  ...requestTagKeys(launch.tags['network-interface']),
})

const volumeKeys = (volume: PlannedVolume, launch: Launch, request: Ec2Request): ConditionKeys => ({
  'ec2:VolumeID': notYet,
  'ec2:VolumeSize': volume.size === 0 ? undefined : String(volume.size),
  'ec2:VolumeType': volume.type,
  'ec2:VolumeIops': volume.iops?.toString(),
  'ec2:VolumeThroughput': volume.throughput?.toString(),
  'ec2:Encrypted': String(volume.isEncrypted),
  'ec2:ParentSnapshot': volume.snapshotId === '' ? undefined : snapshotArn(request, volume.snapshotId),
  ...zoneKeys(launch),
  ...requestTagKeys(launch.tags.volume),
})

const groupChecks = ({ groups, requested }: PlannedInterface, request: Ec2Request): AccessCheck[] => {
  const unknown = requested.groupIds.filter((id) => !groups.some(({ GroupId }) => GroupId === id))
  return [...groups.map((group) => securityGroupCheck(group.GroupId, group, request)), ...unknown.map((id) => securityGroupCheck(id, undefined, request))]
}

// A default subnet that EC2 chose is not asked for.
const subnetChecks = ({ requested, subnet }: PlannedInterface, request: Ec2Request): AccessCheck[] => {
  const { subnetId } = requested
  if (subnetId === undefined) return []
  const keys = subnet === undefined ? { 'ec2:SubnetID': subnetId } : { ...subnetKeys(subnet, request), ...resourceTagKeys('ec2', subnet.tags) }
  return [{ resource: ec2Arn(request, 'subnet', subnetId), conditionKeys: keys }]
}

const interfaceChecks = (planned: PlannedInterface, launch: Launch, request: Ec2Request): AccessCheck[] => [
  {
    resource: ec2Arn(request, 'network-interface', planned.requested.networkInterfaceId ?? '*'),
    conditionKeys: interfaceKeys(planned, launch, request),
  },
  ...groupChecks(planned, request),
  ...subnetChecks(planned, request),
]

const keyPairChecks = ({ input: { KeyName }, keyPair }: Launch, request: Ec2Request): AccessCheck[] => {
  if (KeyName === undefined) return []
  const keys = keyPair === undefined ? { 'ec2:KeyPairName': KeyName } : { ...keyPairKeys(keyPair), ...resourceTagKeys('ec2', keyPair.tags) }
  return [{ resource: ec2Arn(request, 'key-pair', KeyName), conditionKeys: keys }]
}

const snapshotKeys = (id: string, image: Launch['image'] = {}): ConditionKeys => {
  const ofImage = image.BlockDeviceMappings?.find(({ Ebs }) => Ebs?.SnapshotId === id)
  const known = {
    'aws:ResourceAccount': image.OwnerId,
    'ec2:Owner': ownerOf(image),
    'ec2:SnapshotTime': image.CreationDate,
    'ec2:VolumeSize': ofImage?.Ebs?.VolumeSize?.toString(),
  }
  return { 'ec2:SnapshotID': id, ...(ofImage === undefined ? {} : known) }
}

/** Of snapshots only those that the request itself names are asked for; the image brings its own. */
const snapshotChecks = ({ input, image }: Launch, request: Ec2Request): AccessCheck[] =>
  namedSnapshots(input.BlockDeviceMappings).map((id) => ({ resource: snapshotArn(request, id), conditionKeys: snapshotKeys(id, image) }))

const placementGroupChecks = (launch: Launch, request: Ec2Request): AccessCheck[] => {
  const resource = placementGroupArn(launch, request)
  return resource === undefined ? [] : [{ resource, conditionKeys: { 'ec2:PlacementGroupName': launch.input.Placement?.GroupName } }]
}

const tagChecks = ({ tags }: Launch, request: Ec2Request, action: string): AccessCheck[] =>
  Object.entries(tags).flatMap(([type, own]) => createTagsChecks(request, { action, resource: anyOf(request, type), tags: own }))

/**
 * One check for each thing that the launch uses or makes, the instance first; then the parameter that
 * names the image, tags, the role in the profile and that of spot instances.
 * A statement's whole condition is tested against each, which is why policies have `…IfExists`.
 */
export const launchChecks = (launch: Launch, request: Ec2Request, action = 'RunInstances'): AccessCheck[] => {
  const anyInstance = ec2Arn(request, 'instance', '*')
  const checks: AccessCheck[] = [
    { resource: anyInstance, conditionKeys: instanceKeys(launch, request) },
    ...imageChecks(launch, request),
    ...launch.interfaces.flatMap((planned) => interfaceChecks(planned, launch, request)),
    ...launch.volumes.map((volume) => ({ resource: ec2Arn(request, 'volume', '*'), conditionKeys: volumeKeys(volume, launch, request) })),
    ...keyPairChecks(launch, request),
    ...snapshotChecks(launch, request),
    ...placementGroupChecks(launch, request),
    ...(isSpot(launch.input) ? [{ resource: ec2Arn(request, 'spot-instances-request', '*'), conditionKeys: requestTagKeys(launch.tags['spot-instances-request']) }] : []),
    ...templateUseChecks(launch.template, request),
  ]
  const placed = action === 'RunInstances' ? withTemplateKeys(checks, launch.template, request) : withRegionKeys(checks, request)
  const ofProfile = launch.profile === undefined ? [] : passRoleChecks(launch.profile, anyInstance)
  const ofSpot = launch.lacksSpotRole ? [spotRoleCheck(request)] : []
  return [...placed, ...parameterChecks(launch, request), ...tagChecks(launch, request, action), ...ofProfile, ...ofSpot]
}
