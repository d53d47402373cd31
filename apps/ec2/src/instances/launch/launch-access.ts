import { ec2Arn } from '@rolecall/ids'
import { type AccessCheck, type ConditionKeys, requestTagKeys, resourceTagKeys } from '@rolecall/pipeline'
import type { Ec2Request } from '../../context.ts'
import { passRoleChecks, shownProfileArn } from '../../profile-associations/named-profile.ts'
import { anyOf, createTagsChecks } from '../../tags/tag-rules.ts'
import type { PlannedVolume } from './block-devices.ts'
import type { Launch, PlannedInterface } from './launch.ts'
import { isSpot } from './spot-market.ts'
import { templateUseChecks, withRegionKeys, withTemplateKeys } from './template-access.ts'

const imageArn = ({ partition, region }: Ec2Request, id: string): string => `arn:${partition}:ec2:${region}::image/${id}`

const zoneKeys = ({ placement }: Launch): ConditionKeys => ({
  'ec2:AvailabilityZone': placement.AvailabilityZone,
  'ec2:AvailabilityZoneId': placement.AvailabilityZoneId,
})

const instanceKeys = (launch: Launch, request: Ec2Request): ConditionKeys => {
  const { input, type, image, placement, options, profile, tags } = launch
  return {
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
    ...zoneKeys(launch),
    ...requestTagKeys(tags.instance),
  }
}

const imageKeys = ({ input, image = {} }: Launch): ConditionKeys => ({
  'ec2:ImageID': image.ImageId ?? input.ImageId,
  'ec2:ImageType': image.ImageType,
  'ec2:Owner': image.ImageOwnerAlias ?? image.OwnerId,
  'ec2:Public': image.Public === undefined ? undefined : String(image.Public),
  'ec2:RootDeviceType': image.RootDeviceType,
  ...resourceTagKeys('ec2', image.Tags ?? []),
})

const interfaceKeys = ({ requested, subnet }: PlannedInterface, launch: Launch, request: Ec2Request): ConditionKeys => ({
  'ec2:AssociatePublicIpAddress': requested.associatesPublicAddress === undefined ? undefined : String(requested.associatesPublicAddress),
  'ec2:NetworkInterfaceID': requested.networkInterfaceId,
  'ec2:Subnet': subnet && ec2Arn(request, 'subnet', subnet.id),
  'ec2:Vpc': subnet && ec2Arn(request, 'vpc', subnet.vpcId),
  'ec2:AvailabilityZone': launch.placement.AvailabilityZone,
  ...requestTagKeys(launch.tags['network-interface']),
})

const volumeKeys = (volume: PlannedVolume, launch: Launch, { partition, region }: Ec2Request): ConditionKeys => ({
  'ec2:VolumeSize': String(volume.size),
  'ec2:VolumeType': volume.type,
  'ec2:VolumeIops': volume.iops?.toString(),
  'ec2:VolumeThroughput': volume.throughput?.toString(),
  'ec2:Encrypted': String(volume.isEncrypted),
  'ec2:ParentSnapshot': volume.snapshotId === '' ? undefined : `arn:${partition}:ec2:${region}::snapshot/${volume.snapshotId}`,
  ...zoneKeys(launch),
  ...requestTagKeys(launch.tags.volume),
})

const groupChecks = ({ groups, requested }: PlannedInterface, request: Ec2Request): AccessCheck[] => {
  const known = groups.map(
    (group): AccessCheck => ({
      resource: ec2Arn(request, 'security-group', group.GroupId),
      conditionKeys: {
        'ec2:SecurityGroupID': group.GroupId,
        'ec2:Vpc': ec2Arn(request, 'vpc', group.vpcId),
        ...resourceTagKeys('ec2', group.tags),
      },
    }),
  )
  const unknown = requested.groupIds.filter((id) => !groups.some(({ GroupId }) => GroupId === id))
  return [...known, ...unknown.map((id) => ({ resource: ec2Arn(request, 'security-group', id), conditionKeys: { 'ec2:SecurityGroupID': id } }))]
}

// A default subnet that EC2 chose is not asked for.
const subnetChecks = ({ requested, subnet }: PlannedInterface, request: Ec2Request): AccessCheck[] => {
  if (requested.subnetId === undefined) return []
  return [
    {
      resource: ec2Arn(request, 'subnet', requested.subnetId),
      conditionKeys: {
        'ec2:SubnetID': requested.subnetId,
        'ec2:Vpc': subnet && ec2Arn(request, 'vpc', subnet.vpcId),
        'ec2:AvailabilityZone': subnet?.zone,
        ...resourceTagKeys('ec2', subnet?.tags ?? []),
      },
    },
  ]
}

const interfaceChecks = (planned: PlannedInterface, launch: Launch, request: Ec2Request): AccessCheck[] => [
  {
    resource: ec2Arn(request, 'network-interface', planned.requested.networkInterfaceId ?? '*'),
    conditionKeys: interfaceKeys(planned, launch, request),
  },
  ...groupChecks(planned, request),
  ...subnetChecks(planned, request),
]

const keyPairChecks = ({ input: { KeyName }, keyPair }: Launch, request: Ec2Request): AccessCheck[] =>
  KeyName === undefined
    ? []
    : [
        {
          resource: ec2Arn(request, 'key-pair', KeyName),
          conditionKeys: { 'ec2:KeyPairName': KeyName, 'ec2:KeyPairType': keyPair?.type, ...resourceTagKeys('ec2', keyPair?.tags ?? []) },
        },
      ]

const tagChecks = ({ tags }: Launch, request: Ec2Request, action: string): AccessCheck[] =>
  Object.entries(tags).flatMap(([type, own]) => createTagsChecks(request, { action, resource: anyOf(request, type), tags: own }))

/**
 * One check for each thing that the launch uses or makes, the instance first; then its tags, then the role in its profile.
 * A statement's whole condition is tested against each, which is why policies have `…IfExists`.
 */
export const launchChecks = (launch: Launch, request: Ec2Request, action = 'RunInstances'): AccessCheck[] => {
  const anyInstance = ec2Arn(request, 'instance', '*')
  const checks: AccessCheck[] = [
    { resource: anyInstance, conditionKeys: instanceKeys(launch, request) },
    { resource: imageArn(request, launch.image?.ImageId ?? launch.input.ImageId ?? ''), conditionKeys: imageKeys(launch) },
    ...launch.interfaces.flatMap((planned) => interfaceChecks(planned, launch, request)),
    ...launch.volumes.map((volume) => ({ resource: ec2Arn(request, 'volume', '*'), conditionKeys: volumeKeys(volume, launch, request) })),
    ...keyPairChecks(launch, request),
    ...(isSpot(launch.input) ? [{ resource: ec2Arn(request, 'spot-instances-request', '*'), conditionKeys: requestTagKeys(launch.tags['spot-instances-request']) }] : []),
    ...templateUseChecks(launch.template, request),
  ]
  const placed = action === 'RunInstances' ? withTemplateKeys(checks, launch.template, request) : withRegionKeys(checks, request)
  const ofProfile = launch.profile === undefined ? [] : passRoleChecks(launch.profile, anyInstance)
  return [...placed, ...tagChecks(launch, request, action), ...ofProfile]
}
