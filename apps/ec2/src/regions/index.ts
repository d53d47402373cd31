import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from '../context.ts'
import { DescribeAvailabilityZones } from './DescribeAvailabilityZones.ts'
import { DescribeRegions } from './DescribeRegions.ts'

export const regionOperations: readonly Operation<Ec2Context>[] = [DescribeAvailabilityZones, DescribeRegions]
