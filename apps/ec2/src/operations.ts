import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from './context.ts'
import { instanceOperations } from './instances/index.ts'
import { metadataOptionsOperations } from './metadata-options/index.ts'
import { profileAssociationOperations } from './profile-associations/index.ts'
import { volumeOperations } from './volumes/index.ts'

/** Every operation that EC2 answers, folder by folder. */
export const operations: readonly Operation<Ec2Context>[] = [
  ...instanceOperations,
  ...metadataOptionsOperations,
  ...profileAssociationOperations,
  ...volumeOperations,
]
