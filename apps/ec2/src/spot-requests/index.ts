import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from '../context.ts'
import { CancelSpotInstanceRequests } from './CancelSpotInstanceRequests.ts'
import { DescribeSpotInstanceRequests } from './DescribeSpotInstanceRequests.ts'
import { RequestSpotInstances } from './RequestSpotInstances.ts'

export const spotRequestOperations: readonly Operation<Ec2Context>[] = [CancelSpotInstanceRequests, DescribeSpotInstanceRequests, RequestSpotInstances]
