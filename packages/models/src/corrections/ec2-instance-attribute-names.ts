import type { Correction } from './correction.ts'

/** An unknown attribute is refused by the operation, in words of its own. */
export const ec2InstanceAttributeNames: readonly Correction[] = [
  'DescribeInstanceAttributeRequest',
  'ModifyInstanceAttributeRequest',
  'ResetInstanceAttributeRequest',
].map((structure) => ({ service: 'ec2', structure, members: { Attribute: { constraints: { enum: [] } } } }))
