import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from '../context.ts'
import { DescribeSecurityGroupRules } from './DescribeSecurityGroupRules.ts'
import { DescribeSecurityGroups } from './DescribeSecurityGroups.ts'
import { DescribeSubnets } from './DescribeSubnets.ts'
import { DescribeVpcAttribute } from './DescribeVpcAttribute.ts'
import { DescribeVpcs } from './DescribeVpcs.ts'

export const networkOperations: readonly Operation<Ec2Context>[] = [
  DescribeSecurityGroupRules,
  DescribeSecurityGroups,
  DescribeSubnets,
  DescribeVpcAttribute,
  DescribeVpcs,
]
