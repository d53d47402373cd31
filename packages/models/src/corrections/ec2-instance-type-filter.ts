import type { Correction } from './correction.ts'

/** DescribeInstanceTypes names all unknown types at once, with a code of its own: the operation checks them. */
export const ec2InstanceTypeFilter: Correction = {
  service: 'ec2',
  structure: 'DescribeInstanceTypesRequest',
  members: { InstanceTypes: { constraints: { enum: [] } } },
}
