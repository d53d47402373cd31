import type { Correction } from './correction.ts'

const instances = ['RebootInstances', 'StartInstances', 'StopInstances', 'TerminateInstances']

const limited = (structure: string, member: string, max: number): Correction => ({
  service: 'ec2',
  structure: `${structure}Request`,
  members: { [member]: { constraints: { max } } },
})

/** The model says nothing of how many ids a call may name; the documentation does. */
export const ec2IdLimits: readonly Correction[] = [
  ...instances.map((operation) => limited(operation, 'InstanceIds', 1000)),
  limited('CreateTags', 'Resources', 1000),
  limited('DeleteTags', 'Resources', 1000),
  limited('DescribeInstanceStatus', 'InstanceIds', 100),
]
