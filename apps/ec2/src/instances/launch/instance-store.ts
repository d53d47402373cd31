import type { BlockDeviceMapping, InstanceTypeInfo } from '@aws-sdk/client-ec2'

const diskCount = ({ InstanceStorageInfo }: InstanceTypeInfo): number =>
  (InstanceStorageInfo?.Disks ?? []).reduce((sum, { Count = 0 }) => sum + Count, 0)

/** `ephemeral0`, where the type has such a volume. */
const storeName = ({ VirtualName = '', NoDevice }: BlockDeviceMapping, type: InstanceTypeInfo): string | undefined => {
  const number = /^ephemeral(\d{1,2})$/.exec(VirtualName)?.[1]
  return NoDevice === undefined && number !== undefined && Number(number) < diskCount(type) ? `ephemeral${Number(number)}` : undefined
}

/**
 * The instance store volumes that a launch maps: `ephemeral0` to `sdb` and so on; the last word on a device counts. NVMe ones are
 * there without a mapping, which is ignored, as is one of a volume that the type does not have.
 */
export const instanceStoreDevices = (mappings: readonly BlockDeviceMapping[], type: InstanceTypeInfo): Record<string, string> => {
  if (type.InstanceStorageInfo?.NvmeSupport !== 'unsupported') return {}
  const names = new Map(mappings.map((mapping) => [(mapping.DeviceName ?? '').replace(/^\/dev\//, ''), storeName(mapping, type)]))
  return Object.fromEntries([...names].flatMap(([device, name]) => (name === undefined ? [] : [[name, device]])))
}
