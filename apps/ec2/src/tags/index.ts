import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from '../context.ts'
import { CreateTags } from './CreateTags.ts'
import { DeleteTags } from './DeleteTags.ts'
import { DescribeTags } from './DescribeTags.ts'

export const tagOperations: readonly Operation<Ec2Context>[] = [CreateTags, DeleteTags, DescribeTags]
