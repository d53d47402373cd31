import { ec2Arn } from '@rolecall/ids'
import type { AccessCheck, ConditionKeys } from '@rolecall/pipeline'
import { resourceTagKeys } from '@rolecall/pipeline'
import { regionKeys } from '../access.ts'
import type { Ec2Request } from '../context.ts'
import { instanceArn, type InstanceWithProfile } from './instance.ts'

const placementKeys = ({ Placement = {} }: InstanceWithProfile['document'], request: Ec2Request): ConditionKeys => {
  const { GroupName = '' } = Placement
  return {
    'ec2:Tenancy': Placement.Tenancy,
    'ec2:AvailabilityZone': Placement.AvailabilityZone,
    'ec2:AvailabilityZoneId': Placement.AvailabilityZoneId,
    'ec2:PlacementGroup': GroupName === '' ? undefined : ec2Arn(request, 'placement-group', GroupName),
  }
}

/** The keys that an existing instance brings to the checks on it. */
const instanceKeys = (instance: InstanceWithProfile, request: Ec2Request): ConditionKeys => {
  const { document, metadataOptions } = instance
  return {
    'ec2:InstanceID': instance.id,
    'ec2:InstanceType': document.InstanceType,
    ...placementKeys(document, request),
    'ec2:InstanceProfile': instance.profileArn ?? undefined,
    'ec2:InstanceAutoRecovery': document.MaintenanceOptions?.AutoRecovery,
    'ec2:InstanceMarketType': document.InstanceLifecycle ?? 'on-demand',
    'ec2:RootDeviceType': document.RootDeviceType,
    'ec2:EbsOptimized': String(document.EbsOptimized ?? false),
    'ec2:MetadataHttpTokens': metadataOptions.HttpTokens,
    'ec2:MetadataHttpEndpoint': metadataOptions.HttpEndpoint,
    'ec2:MetadataHttpPutResponseHopLimit': metadataOptions.HttpPutResponseHopLimit?.toString(),
    'ec2:InstanceMetadataTags': metadataOptions.InstanceMetadataTags,
    ...resourceTagKeys('ec2', instance.tags),
  }
}

/** One check for each id; an instance that does not exist is only its ARN, so that nobody learns of it. */
export const instanceChecks = async (ids: readonly string[], request: Ec2Request, keys: ConditionKeys = {}): Promise<AccessCheck[]> => {
  const found = await request.context.instances.find(ids, request)
  const byId = new Map(found.map((instance) => [instance.id, instance]))
  return [...new Set(ids)].map((id) => {
    const instance = byId.get(id)
    return {
      resource: instanceArn(request, id),
      conditionKeys: { ...regionKeys(request), ...(instance === undefined ? {} : instanceKeys(instance, request)), ...keys },
    }
  })
}
