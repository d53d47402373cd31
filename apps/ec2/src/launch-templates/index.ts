import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from '../context.ts'
import { CreateLaunchTemplate } from './CreateLaunchTemplate.ts'
import { CreateLaunchTemplateVersion } from './CreateLaunchTemplateVersion.ts'
import { DeleteLaunchTemplate } from './DeleteLaunchTemplate.ts'
import { DeleteLaunchTemplateVersions } from './DeleteLaunchTemplateVersions.ts'
import { DescribeLaunchTemplates } from './DescribeLaunchTemplates.ts'
import { DescribeLaunchTemplateVersions } from './DescribeLaunchTemplateVersions.ts'
import { ModifyLaunchTemplate } from './ModifyLaunchTemplate.ts'

export const launchTemplateOperations: readonly Operation<Ec2Context>[] = [
  CreateLaunchTemplate,
  CreateLaunchTemplateVersion,
  DeleteLaunchTemplate,
  DeleteLaunchTemplateVersions,
  DescribeLaunchTemplates,
  DescribeLaunchTemplateVersions,
  ModifyLaunchTemplate,
]
