import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from '../context.ts'
import { DescribeInstanceTypeOfferings } from './DescribeInstanceTypeOfferings.ts'
import { DescribeInstanceTypes } from './DescribeInstanceTypes.ts'

export const instanceTypeOperations: readonly Operation<Ec2Context>[] = [DescribeInstanceTypeOfferings, DescribeInstanceTypes]
