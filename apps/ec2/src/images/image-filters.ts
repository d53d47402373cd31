import type { BlockDeviceMapping, EbsBlockDevice, Image } from '@aws-sdk/client-ec2'
import type { FilterTable, FilterValue } from '../describe/index.ts'
import { parametersOfFamily } from './ssm-parameters.ts'

const ofDevices =
  (read: (device: BlockDeviceMapping) => string | undefined) =>
  ({ BlockDeviceMappings = [] }: Image): FilterValue =>
    BlockDeviceMappings.map(read)

const ofDisks = (read: (disk: EbsBlockDevice) => string | number | boolean | undefined) => ofDevices(({ Ebs = {} }) => read(Ebs)?.toString())

const severities = ['informational', 'low', 'medium', 'high', 'critical']

/** What AWS finds out about images that are its users' own. */
const neverSet = (): FilterValue => undefined

const unset = (...names: string[]): Record<string, () => FilterValue> => Object.fromEntries(names.map((name) => [name, neverSet]))

// Every image that a parameter ever named has it, with the slash at its beginning or without.
const parameterNames = ({ ImageId = '' }: Image, familyOf: ReadonlyMap<string, string>): string[] =>
  parametersOfFamily(familyOf.get(ImageId) ?? '').flatMap((name) => [name, name.slice(1)])

/** The filters of DescribeImages, for the images of one region. */
export const imageFilters = (familyOf: ReadonlyMap<string, string>): FilterTable<Image> => ({
  names: {
    architecture: (of) => of.Architecture,
    'boot-mode': (of) => of.BootMode,
    'block-device-mapping.delete-on-termination': ofDisks((of) => of.DeleteOnTermination),
    'block-device-mapping.device-name': ofDevices((of) => of.DeviceName),
    'block-device-mapping.snapshot-id': ofDisks((of) => of.SnapshotId),
    'block-device-mapping.volume-size': ofDisks((of) => of.VolumeSize),
    'block-device-mapping.volume-type': ofDisks((of) => of.VolumeType),
    'block-device-mapping.encrypted': ofDisks((of) => of.Encrypted),
    'creation-date': (of) => of.CreationDate,
    description: (of) => of.Description,
    'ena-support': (of) => of.EnaSupport,
    'free-tier-eligible': (of) => of.FreeTierEligible,
    hypervisor: (of) => of.Hypervisor,
    'image-allowed': () => true,
    'image-id': (of) => of.ImageId,
    'image-type': (of) => of.ImageType,
    'is-public': (of) => of.Public,
    'kernel-id': (of) => of.KernelId,
    'manifest-location': (of) => of.ImageLocation,
    name: (of) => of.Name,
    'owner-alias': (of) => of.ImageOwnerAlias,
    'owner-id': (of) => of.OwnerId,
    platform: (of) => of.Platform,
    'product-code': () => [],
    'product-code.type': () => [],
    'public-ssm-parameter-name': (of) => parameterNames(of, familyOf),
    'ramdisk-id': (of) => of.RamdiskId,
    'root-device-name': (of) => of.RootDeviceName,
    'root-device-type': (of) => of.RootDeviceType,
    'source-image-id': (of) => of.SourceImageId,
    'source-image-region': (of) => of.SourceImageRegion,
    'source-instance-id': (of) => of.SourceInstanceId,
    'sriov-net-support': (of) => of.SriovNetSupport,
    state: (of) => of.State,
    'state-reason-code': () => [],
    'state-reason-message': () => [],
    'virtualization-type': (of) => of.VirtualizationType,
    ...unset('image-watermark.source-image-creation-time', 'image-watermark.source-image-id', 'image-watermark.source-image-region'),
    ...unset('image-watermark.watermark-creation-time', 'image-watermark.watermark-key'),
    ...unset('instance-type-specification.supported-instance-type', 'instance-type-specification.unsupported-instance-type'),
    ...unset('scan-result.finding-scan-date', 'scan-result.highest-finding-severity-label'),
    ...unset(...severities.map((severity) => `scan-result.${severity}-fix-available-since`)),
  },
  tags: (of) => of.Tags ?? [],
})
