import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from '../context.ts'
import { GetInstanceMetadataDefaults } from './GetInstanceMetadataDefaults.ts'
import { ModifyInstanceMetadataDefaults } from './ModifyInstanceMetadataDefaults.ts'
import { ModifyInstanceMetadataOptions } from './ModifyInstanceMetadataOptions.ts'

export const metadataOptionsOperations: readonly Operation<Ec2Context>[] = [
  GetInstanceMetadataDefaults,
  ModifyInstanceMetadataDefaults,
  ModifyInstanceMetadataOptions,
]
