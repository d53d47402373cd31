import { createHash } from 'node:crypto'
import type { Image } from '@aws-sdk/client-ec2'
import { partitionOf } from '@rolecall/models'
import { type ImageFamily, imageFamilies, releaseDates } from './families.ts'
import { parametersOfFamily } from './ssm-parameters.ts'

/** The public images of one region. */
export interface Catalogue {
  images: readonly Image[]
  byId: ReadonlyMap<string, Image>
  /** The newest id of a family. */
  newest: ReadonlyMap<string, string>
  familyOf: ReadonlyMap<string, string>
}

const idOf = (prefix: string, region: string, name: string): string =>
  `${prefix}-0${createHash('sha256').update(`${region}/${name}`).digest('hex').slice(0, 16)}`

const isoDate = (date: string, time: string): string => `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time}`

// Public images are deprecated two years after they came out.
const deprecationTime = (date: string): string => `${Number(date.slice(0, 4)) + 2}${isoDate(date, '01:02:00.000Z').slice(4)}`

const ownerOf = (family: ImageFamily, region: string): string => {
  const partition = partitionOf(region)
  return partition === 'aws-cn' || partition === 'aws-us-gov' ? family.owners[partition] : family.owners.aws
}

const optionalMembers = (family: ImageFamily): Partial<Image> => ({
  ...(family.alias === undefined ? {} : { ImageOwnerAlias: family.alias }),
  ...(family.bootMode === undefined ? {} : { BootMode: family.bootMode }),
  ...(family.imdsSupport === undefined ? {} : { ImdsSupport: family.imdsSupport }),
  // The wire says `windows`, though the SDK's enumeration says otherwise.
  ...(family.isWindows === true ? { Platform: 'windows' as NonNullable<Image['Platform']> } : {}),
})

const makeImage = (family: ImageFamily, date: string, region: string): Image => {
  const name = family.name(date)
  const owner = ownerOf(family, region)
  return {
    ImageId: idOf('ami', region, name),
    ImageLocation: `${family.alias ?? owner}/${name}`,
    OwnerId: owner,
    Name: name,
    Description: family.description,
    State: 'available',
    CreationDate: isoDate(date, '01:02:03.000Z'),
    DeprecationTime: deprecationTime(date),
    Public: true,
    Architecture: family.architecture,
    ImageType: 'machine',
    Hypervisor: 'xen',
    VirtualizationType: 'hvm',
    RootDeviceType: 'ebs',
    RootDeviceName: family.rootDevice,
    BlockDeviceMappings: [
      {
        DeviceName: family.rootDevice,
        Ebs: {
          DeleteOnTermination: true,
          SnapshotId: idOf('snap', region, name),
          VolumeSize: family.sizeGigabytes,
          VolumeType: family.volumeType,
          Encrypted: false,
          ...(family.volumeType === 'gp3' ? { Iops: 3000, Throughput: 125 } : {}),
        },
      },
    ],
    EnaSupport: true,
    SriovNetSupport: 'simple',
    PlatformDetails: family.platformDetails,
    UsageOperation: family.usageOperation,
    ...optionalMembers(family),
  }
}

const makeCatalogue = (region: string): Catalogue => {
  const newest = new Map<string, string>()
  const familyOf = new Map<string, string>()
  const images = imageFamilies.flatMap((family) => {
    const made = releaseDates.map((date) => makeImage(family, date, region))
    for (const { ImageId = '' } of made) familyOf.set(ImageId, family.id)
    const last = made.at(-1)
    const [parameter] = parametersOfFamily(family.id)
    if (last !== undefined && parameter !== undefined) last.PublicSsmParameterName = parameter
    newest.set(family.id, last?.ImageId ?? '')
    return made
  })
  return { images, byId: new Map(images.map((image) => [image.ImageId ?? '', image])), newest, familyOf }
}

const catalogues = new Map<string, Catalogue>()
const maximumCatalogues = 8

/** Ids follow from region and name: each region has its own, the same in every Rolecall. */
export const catalogueOf = (region: string): Catalogue => {
  const known = catalogues.get(region)
  if (known !== undefined) return known
  const made = makeCatalogue(region)
  const [oldest] = catalogues.keys()
  if (catalogues.size >= maximumCatalogues && oldest !== undefined) catalogues.delete(oldest)
  catalogues.set(region, made)
  return made
}
