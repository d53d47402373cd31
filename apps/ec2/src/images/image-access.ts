import type { Image } from '@aws-sdk/client-ec2'
import type { ConditionKeys } from '@rolecall/pipeline'

/** The alias of a publisher that AWS knows, else its account. */
export const ownerOf = ({ ImageOwnerAlias, OwnerId }: Image): string | undefined => ImageOwnerAlias ?? OwnerId

/** The keys that an image brings to checks on it, besides those of its tags; a public one belongs to whoever publishes it. */
export const imageKeys = (image: Image): ConditionKeys => ({
  'aws:ResourceAccount': image.OwnerId,
  'ec2:ImageID': image.ImageId,
  'ec2:ImageType': image.ImageType,
  'ec2:Owner': ownerOf(image),
  'ec2:Public': String(image.Public ?? false),
  'ec2:RootDeviceType': image.RootDeviceType,
})
