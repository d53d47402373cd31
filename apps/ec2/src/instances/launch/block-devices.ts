import type { BlockDeviceMapping, EbsBlockDevice, Image } from '@aws-sdk/client-ec2'
import type { AwsError } from '@rolecall/models'
import { missingIds, snapshotIds } from '../../describe/ids.ts'
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

// gp2 has three operations a second for each GiB, between these limits.
const baselineIops = (size: number): number => Math.min(16_000, Math.max(100, size * 3))

// Smallest and largest, and how many a GiB may have; a gp3 volume of any size may have its baseline.
const iopsLimits: Readonly<Record<string, readonly [minimum: number, maximum: number, perGibibyte: number]>> = {
  gp3: [3000, 80_000, 500],
  io1: [100, 64_000, 50],
  io2: [100, 256_000, 1000],
}

const checkIops = (iops: number, type: string, size: number): void => {
  const limits = iopsLimits[type]
  if (limits === undefined) throw errors.unsupportedSetting('iops', type)
  const [minimum, maximum, perGibibyte] = limits
  if (iops < minimum) throw errors.settingTooLow('iops', iops, minimum)
  if (iops > maximum) throw errors.settingTooHigh('iops', iops, maximum)
  const isBaseline = type === 'gp3' && iops === minimum
  if (!isBaseline && iops / size > perGibibyte) throw errors.iopsRatioTooHigh(iops / size, perGibibyte)
}

const iopsOf = ({ Iops }: EbsBlockDevice, type: string, size: number): number | undefined => {
  if (Iops !== undefined) checkIops(Iops, type, size)
  if (Iops === undefined && (type === 'io1' || type === 'io2')) throw errors.missing('iops')
  if (type === 'gp2') return baselineIops(size)
  return type === 'gp3' ? (Iops ?? 3000) : Iops
}

const smallestThroughput = 125
const largestThroughput = 2000
const throughputPerIops = 0.25

const throughputOf = ({ Throughput }: EbsBlockDevice, type: string, iops: number | undefined): number | undefined => {
  if (Throughput !== undefined && type !== 'gp3') throw errors.unsupportedSetting('throughput', type)
  if (type !== 'gp3' || iops === undefined) return undefined
  const throughput = Throughput ?? smallestThroughput
  if (throughput < smallestThroughput) throw errors.settingTooLow('throughput', throughput, smallestThroughput)
  if (throughput > largestThroughput) throw errors.settingTooHigh('throughput', throughput, largestThroughput)
  if (throughput / iops > throughputPerIops) throw errors.throughputRatioTooHigh(throughput / iops)
  return throughput
}

const checkRange = (size: number, type: string): void => {
  const range = sizeRanges[type]
  if (range !== undefined && (size < range[0] || size > range[1])) throw errors.volumeSizeOutOfRange(size, type, range)
}

const sizeOf = (ebs: EbsBlockDevice, type: string, { VolumeSize: smallest = 0, SnapshotId = '' }: EbsBlockDevice): number => {
  const size = ebs.VolumeSize ?? smallest
  if (size === 0) throw errors.missing('size/snapshot')
  if (size < smallest) throw errors.volumeSmallerThanSnapshot(size, SnapshotId, smallest)
  checkRange(size, type)
  return size
}

/** What the image says of the volume type holds only while the request does not choose another type. */
const settingsOf = (ebs: EbsBlockDevice, { Iops, Throughput, VolumeType }: EbsBlockDevice): EbsBlockDevice =>
  ebs.VolumeType === undefined || ebs.VolumeType === VolumeType ? { Iops, Throughput, ...ebs } : ebs

/** Whether a request names a snapshot other than the image's, which are all that there are. */
const isUnknown = ({ SnapshotId }: EbsBlockDevice, ofImage: EbsBlockDevice): boolean => SnapshotId !== undefined && SnapshotId !== ofImage.SnapshotId

type VolumeSettings = Pick<PlannedVolume, 'size' | 'iops' | 'throughput'>

const checkedSettings = (ebs: EbsBlockDevice, type: string, ofImage: EbsBlockDevice): VolumeSettings => {
  const size = sizeOf(ebs, type, ofImage)
  const settings = settingsOf(ebs, ofImage)
  const iops = iopsOf(settings, type, size)
  return { size, iops, throughput: throughputOf(settings, type, iops) }
}

const plannedVolume = (deviceName: string, ebs: EbsBlockDevice, ofImage: EbsBlockDevice): PlannedVolume => {
  const { VolumeType: type = 'gp2', Encrypted: isEncrypted = false, DeleteOnTermination: deleteOnTermination = true } = { ...ofImage, ...ebs }
  if (ebs.KmsKeyId !== undefined && !isEncrypted) throw errors.keyWithoutEncryption()
  // What an unknown snapshot allows nobody knows; the launch is refused for it, but not to those who may not launch.
  const asNamed = { size: ebs.VolumeSize ?? 0, iops: ebs.Iops, throughput: ebs.Throughput }
  return {
    deviceName,
    type,
    ...(isUnknown(ebs, ofImage) ? asNamed : checkedSettings(ebs, type, ofImage)),
    snapshotId: ebs.SnapshotId ?? ofImage.SnapshotId ?? '',
    isEncrypted,
    kmsKeyId: ebs.KmsKeyId,
    deleteOnTermination,
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

const isSuppressed = ({ NoDevice, VirtualName }: BlockDeviceMapping): boolean => NoDevice !== undefined || VirtualName !== undefined

/** What the image says of each device, the root first, then blank ones that only the request names. */
const devicesOf = ({ BlockDeviceMappings = [] }: Image, requested: ReadonlyMap<string, BlockDeviceMapping>): Map<string, EbsBlockDevice> => {
  const ofImage = BlockDeviceMappings.flatMap(({ DeviceName = '', Ebs }): [string, EbsBlockDevice][] => (Ebs === undefined ? [] : [[DeviceName, Ebs]]))
  const blank = [...requested.keys()].map((name): [string, EbsBlockDevice] => [name, {}])
  // What comes later wins, in the place of what came first.
  return new Map([...ofImage, ...blank, ...ofImage])
}

// On machines of our time a device is a letter or two; only the image's own may have a number.
const possibleDevice = /^(?:\/dev\/)?(?:sd[a-z]|xvd[a-z]{1,2})$/

const checkDevices = (requested: ReadonlyMap<string, BlockDeviceMapping>, { BlockDeviceMappings = [] }: Image): void => {
  const own = new Set(BlockDeviceMappings.map(({ DeviceName }) => DeviceName))
  const impossible = [...requested.keys()].find((name) => !own.has(name) && !possibleDevice.test(name))
  if (impossible !== undefined) throw errors.invalidDeviceName(impossible)
}

/** The image's volumes as the request changes them, then the request's own. */
export const planVolumes = (image: Image, mappings: readonly BlockDeviceMapping[] = []): PlannedVolume[] => {
  const requested = mappingsByDevice(mappings)
  checkDevices(requested, image)
  return [...devicesOf(image, requested)].flatMap(([name, ofImage]) => {
    const mapping = requested.get(name) ?? {}
    return isSuppressed(mapping) ? [] : [plannedVolume(name, mapping.Ebs ?? {}, ofImage)]
  })
}

/** The snapshots that the request itself names. */
export const namedSnapshots = (mappings: readonly BlockDeviceMapping[] = []): string[] => [...new Set(mappings.flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []))]

/** Why a volume cannot be made; undefined when all can, or without an image. */
export const snapshotRefusal = (image: Image | undefined, mappings: readonly BlockDeviceMapping[] = []): AwsError | undefined => {
  if (image === undefined) return undefined
  const ofDevice = new Map((image.BlockDeviceMappings ?? []).map(({ DeviceName, Ebs = {} }) => [DeviceName, Ebs]))
  const unknown = mappings.find(({ DeviceName, Ebs = {} }) => isUnknown(Ebs, ofDevice.get(DeviceName) ?? {}))
  return unknown && missingIds(snapshotIds, [unknown.Ebs?.SnapshotId ?? ''])
}
