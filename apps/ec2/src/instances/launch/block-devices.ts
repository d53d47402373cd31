import type { BlockDeviceMapping, EbsBlockDevice, Image } from '@aws-sdk/client-ec2'
import * as errors from './errors.ts'

/** A volume that every instance of the launch gets. */
export interface PlannedVolume {
  deviceName: string
  size: number
  type: string
  iops: number | undefined
  throughput: number | undefined
  /** Empty for a blank volume, as EC2 shows it. */
  snapshotId: string
  isEncrypted: boolean
  kmsKeyId: string | undefined
  deleteOnTermination: boolean
}

const sizeRanges: Readonly<Record<string, readonly [number, number]>> = {
  gp2: [1, 16_384],
  gp3: [1, 65_536],
  io1: [4, 16_384],
  io2: [4, 65_536],
  st1: [125, 16_384],
  sc1: [125, 16_384],
  standard: [1, 1024],
}

const hasOwnIops: ReadonlySet<string> = new Set(['gp3', 'io1', 'io2'])

// gp2 has three operations a second for each GiB, between these limits.
const baselineIops = (size: number): number => Math.min(16_000, Math.max(100, size * 3))

const iopsOf = ({ Iops }: EbsBlockDevice, type: string, size: number): number | undefined => {
  if (Iops !== undefined && !hasOwnIops.has(type)) throw errors.unsupportedSetting('iops', type)
  if (Iops === undefined && (type === 'io1' || type === 'io2')) throw errors.missing('iops')
  if (type === 'gp2') return baselineIops(size)
  return type === 'gp3' ? (Iops ?? 3000) : Iops
}

const throughputOf = ({ Throughput }: EbsBlockDevice, type: string): number | undefined => {
  if (Throughput !== undefined && type !== 'gp3') throw errors.unsupportedSetting('throughput', type)
  return type === 'gp3' ? (Throughput ?? 125) : undefined
}

const sizeOf = (ebs: EbsBlockDevice, type: string, ofImage: EbsBlockDevice | undefined): number => {
  const size = ebs.VolumeSize ?? ofImage?.VolumeSize
  if (size === undefined) throw errors.missing('size/snapshot')
  const smallest = ofImage?.VolumeSize ?? 0
  if (size < smallest) throw errors.volumeSmallerThanSnapshot(size, ofImage?.SnapshotId ?? '', smallest)
  const range = sizeRanges[type]
  if (range !== undefined && (size < range[0] || size > range[1])) throw errors.volumeSizeOutOfRange(size, type, range)
  return size
}

const snapshotOf = ({ SnapshotId }: EbsBlockDevice, ofImage: EbsBlockDevice | undefined): string => {
  if (SnapshotId !== undefined && SnapshotId !== ofImage?.SnapshotId) throw errors.noSuchSnapshot(SnapshotId)
  return ofImage?.SnapshotId ?? ''
}

/** What the image says of the volume type holds only while the request does not choose another type. */
const settingsOf = (ebs: EbsBlockDevice, ofImage: EbsBlockDevice | undefined): EbsBlockDevice => {
  const { Iops, Throughput } = ofImage ?? {}
  return ebs.VolumeType === undefined || ebs.VolumeType === ofImage?.VolumeType ? { Iops, Throughput, ...ebs } : ebs
}

const plannedVolume = (deviceName: string, ebs: EbsBlockDevice, ofImage: EbsBlockDevice | undefined): PlannedVolume => {
  const type = ebs.VolumeType ?? ofImage?.VolumeType ?? 'gp2'
  const isEncrypted = ebs.Encrypted ?? ofImage?.Encrypted ?? false
  if (ebs.KmsKeyId !== undefined && !isEncrypted) throw errors.keyWithoutEncryption()
  const size = sizeOf(ebs, type, ofImage)
  const settings = settingsOf(ebs, ofImage)
  return {
    deviceName,
    size,
    type,
    iops: iopsOf(settings, type, size),
    throughput: throughputOf(settings, type),
    snapshotId: snapshotOf(ebs, ofImage),
    isEncrypted,
    kmsKeyId: ebs.KmsKeyId,
    deleteOnTermination: ebs.DeleteOnTermination ?? ofImage?.DeleteOnTermination ?? true,
  }
}

const checkMapping = ({ DeviceName, Ebs, VirtualName, NoDevice }: BlockDeviceMapping): string => {
  if (DeviceName === undefined) throw errors.missing('deviceName')
  if (Ebs === undefined && VirtualName === undefined && NoDevice === undefined) throw errors.missing('ebs')
  return DeviceName
}

const mappingsByDevice = (mappings: readonly BlockDeviceMapping[]): Map<string, BlockDeviceMapping> => {
  const byDevice = new Map<string, BlockDeviceMapping>()
  for (const mapping of mappings) {
    const name = checkMapping(mapping)
    if (byDevice.has(name)) throw errors.repeatedDevice(name)
    byDevice.set(name, mapping)
  }
  return byDevice
}

const isSuppressed = (mapping: BlockDeviceMapping | undefined): boolean =>
  mapping !== undefined && (mapping.NoDevice !== undefined || mapping.VirtualName !== undefined)

/** The image's volumes as the request changes them, the root first, then the request's own. */
export const planVolumes = (image: Image, mappings: readonly BlockDeviceMapping[] = []): PlannedVolume[] => {
  const requested = mappingsByDevice(mappings)
  const ofImage = (image.BlockDeviceMappings ?? []).filter(({ Ebs }) => Ebs !== undefined)
  const planned: PlannedVolume[] = []
  for (const { DeviceName = '', Ebs } of ofImage) {
    const mapping = requested.get(DeviceName)
    requested.delete(DeviceName)
    if (!isSuppressed(mapping)) planned.push(plannedVolume(DeviceName, mapping?.Ebs ?? {}, Ebs))
  }
  for (const [deviceName, mapping] of requested) {
    if (!isSuppressed(mapping)) planned.push(plannedVolume(deviceName, mapping.Ebs ?? {}, undefined))
  }
  return planned
}
