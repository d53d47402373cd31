import type { TagSpecification } from '@aws-sdk/client-ec2'
import { readTagSpecifications } from '../../tags/tag-rules.ts'
import type { LaunchTags } from './launch.ts'

const taggableTypes = ['instance', 'volume', 'network-interface'] as const

/** The tags of the request, by what it makes. */
export const launchTags = (specifications: readonly TagSpecification[] | undefined): LaunchTags => readTagSpecifications(specifications, taggableTypes)
