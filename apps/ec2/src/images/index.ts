import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from '../context.ts'
import { DescribeImages } from './DescribeImages.ts'

export const imageOperations: readonly Operation<Ec2Context>[] = [DescribeImages]
