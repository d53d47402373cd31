import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from './context.ts'
import { imageOperations } from './images/index.ts'
import { instanceTypeOperations } from './instance-types/index.ts'
import { instanceOperations } from './instances/index.ts'
import { keyPairOperations } from './key-pairs/index.ts'
import { launchTemplateOperations } from './launch-templates/index.ts'
import { metadataOptionsOperations } from './metadata-options/index.ts'
import { networkOperations } from './network/index.ts'
import { profileAssociationOperations } from './profile-associations/index.ts'
import { regionOperations } from './regions/index.ts'
import { spotRequestOperations } from './spot-requests/index.ts'
import { tagOperations } from './tags/index.ts'
import { volumeOperations } from './volumes/index.ts'

/** Every operation that EC2 answers, folder by folder. */
export const operations: readonly Operation<Ec2Context>[] = [
  ...imageOperations,
  ...instanceTypeOperations,
  ...instanceOperations,
  ...keyPairOperations,
  ...launchTemplateOperations,
  ...networkOperations,
  ...regionOperations,
  ...spotRequestOperations,
  ...tagOperations,
  ...metadataOptionsOperations,
  ...profileAssociationOperations,
  ...volumeOperations,
]
