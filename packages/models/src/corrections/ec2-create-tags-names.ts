import type { Correction } from './correction.ts'

/** CreateTags and DeleteTags name a missing list of resources as the first version of the API did. */
export const ec2CreateTagsNames: readonly Correction[] = ['CreateTagsRequest', 'DeleteTagsRequest'].map((structure) => ({
  service: 'ec2',
  structure,
  members: { Resources: { missingName: 'resourceIdSet' } },
}))
