import type { BlockDeviceMapping, EbsBlockDevice, Image } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { applyFilters, type FilterTable, type FilterValue, paginate, selectIds } from '../describe/index.ts'
import { imageIds } from '../describe/ids.ts'
import { catalogueOf } from './catalogue.ts'

const ofDevices =
  (read: (device: BlockDeviceMapping) => string | undefined) =>
  ({ BlockDeviceMappings = [] }: Image): FilterValue =>
    BlockDeviceMappings.map(read)

const ofDisks = (read: (disk: EbsBlockDevice) => string | number | boolean | undefined) => ofDevices(({ Ebs = {} }) => read(Ebs)?.toString())

const filters: FilterTable<Image> = {
  names: {
    architecture: (of) => of.Architecture,
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
  },
  tags: (of) => of.Tags ?? [],
}

/** An owner is an account, an alias, or `self`. */
const isOwnedBy = (image: Image, owners: readonly string[] | undefined, account: string): boolean => {
  if (owners === undefined || owners.length === 0) return true
  return owners.some((owner) => (owner === 'self' ? image.OwnerId === account : owner === image.OwnerId || owner === image.ImageOwnerAlias))
}

/** Public images may be launched by all; nobody names other accounts or `self` in their launch permissions. */
const isExecutableBy = (image: Image, users: readonly string[] | undefined): boolean =>
  users === undefined || users.length === 0 || (users.includes('all') && image.Public === true)

// Of thirteen digits as every difference from it, so that texts sort as numbers do.
const latestMilliseconds = 9_999_999_999_999

const isDeprecated = (image: Image, { now }: Ec2Request): boolean =>
  image.DeprecationTime !== undefined && new Date(image.DeprecationTime) <= now

export const DescribeImages = ec2Operation(ec2.DescribeImages, {
  access: (_, request) => accessToEverything(request),

  run(input, request) {
    const named = selectIds(imageIds, input.ImageIds, { rows: catalogueOf(request.region).images, idOf: (image) => image.ImageId ?? '' })
    const namesIds = input.ImageIds !== undefined && input.ImageIds.length > 0
    const rows = named.filter(
      (image) =>
        isOwnedBy(image, input.Owners, request.account) &&
        isExecutableBy(image, input.ExecutableUsers) &&
        (namesIds || input.IncludeDeprecated === true || !isDeprecated(image, request)),
    )
    const rule = {
      operation: 'DescribeImages',
      // Newest first is what people expect to see, though AWS promises no order.
      keyOf: ({ CreationDate = '', ImageId = '' }: Image) => `${latestMilliseconds - Date.parse(CreationDate)} ${ImageId}`,
      ids: { given: input.ImageIds, name: 'imageIdsSet' },
    }
    const page = paginate(request, input, { rows: applyFilters(filters, input.Filters, rows), rule })
    return { Images: page.rows, NextToken: page.NextToken }
  },
})
