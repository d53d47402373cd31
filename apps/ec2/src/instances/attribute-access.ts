import type { ModifyInstanceAttributeRequest } from '@aws-sdk/client-ec2'
import { ec2Arn } from '@rolecall/ids'
import { type AccessCheck, type ConditionKeys, resourceTagKeys } from '@rolecall/pipeline'
import { regionKeys } from '../access.ts'
import type { Ec2Request } from '../context.ts'
import { securityGroupCheck } from '../network/network-access.ts'
import type { VolumeRow } from '../volumes/volume.ts'
import { volumeKeys } from '../volumes/volume-access.ts'
import type { WantedChange } from './attribute-changes.ts'
import { readNetwork } from './launch/find-network.ts'
import { withRegionKeys } from './launch/template-access.ts'

const keyText = (value: unknown): string | undefined => (['string', 'boolean', 'number'].includes(typeof value) ? String(value) : undefined)

/** What `ec2:Attribute` does not tell of: members that are more than one value. */
const manifold = new Set(['blockDeviceMapping', 'groupSet'])
const untoldValue = new Set(['userData'])

/** The attribute that is changed, by the name of its member in the API, and its value. */
export const attributeKeys = ({ name, value }: WantedChange): ConditionKeys => {
  if (manifold.has(name)) return {}
  const member = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
  return { 'ec2:Attribute': member, [`ec2:Attribute/${member}`]: untoldValue.has(name) ? undefined : keyText(value) }
}

/** Giving an instance other security groups needs these as well. */
export const newGroupChecks = async (ids: readonly string[], request: Ec2Request): Promise<AccessCheck[]> => {
  if (ids.length === 0) return []
  const { groups } = await readNetwork(request)
  const checks = [...new Set(ids)].map((id) => securityGroupCheck(id, groups.find(({ GroupId }) => GroupId === id), request))
  return withRegionKeys(checks, request)
}

type Devices = ModifyInstanceAttributeRequest['BlockDeviceMappings']

/** The volumes whose devices are changed. */
export const changedVolumeChecks = async (instanceId: string, devices: Devices, request: Ec2Request): Promise<AccessCheck[]> => {
  if (devices === undefined || devices.length === 0) return []
  const [instance] = await request.context.instances.find([instanceId], request)
  const names = new Set(devices.map(({ DeviceName }) => DeviceName))
  const mappings = (instance?.document.BlockDeviceMappings ?? []).filter(({ DeviceName }) => names.has(DeviceName))
  const ids = mappings.flatMap(({ Ebs }) => Ebs?.VolumeId ?? [])
  const volumes = await request.context.store.volumes.list<VolumeRow>(request, { ids })
  return volumes.map((volume) => ({
    resource: ec2Arn(request, 'volume', volume.id),
    conditionKeys: { ...regionKeys(request), ...volumeKeys(volume, request), ...resourceTagKeys('ec2', volume.tags) },
  }))
}
