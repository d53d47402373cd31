import type { Correction } from './correction.ts'

/** An unfit resource type of a tag specification is refused by the operation, in words of its own. */
export const ec2TagResourceTypes: Correction = {
  service: 'ec2',
  structure: 'TagSpecification',
  members: { ResourceType: { constraints: { enum: [] } } },
}
