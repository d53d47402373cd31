import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from '../context.ts'
import { DescribeVolumes } from './DescribeVolumes.ts'

export const volumeOperations: readonly Operation<Ec2Context>[] = [DescribeVolumes]
