import type { Correction } from './correction.ts'

/** The model requires instance ids; the service answers their absence with a text of its own: the operations check it. */
export const ec2NoInstances: readonly Correction[] = ['TerminateInstancesRequest', 'StopInstancesRequest', 'StartInstancesRequest'].map(
  (structure) => ({ service: 'ec2', structure, members: { InstanceIds: { isRequired: false } } }),
)
