import { ec2 } from '@rolecall/models'
import { requestTagKeys } from '@rolecall/pipeline'
import { ec2Operation } from '../context.ts'
import { mergeTags, readTags } from './tag-rules.ts'
import { describedChecks, getTagged } from './taggable.ts'

export const CreateTags = ec2Operation(ec2.CreateTags, {
  access: ({ Resources, Tags }, request) => describedChecks(Resources, request, requestTagKeys(Tags)),

  lookUp: ({ Resources }, request) => getTagged(Resources, request),

  async run({ Resources, Tags }, request) {
    const tags = readTags(Tags)
    // All or nothing: every resource is looked up before the first is written.
    for (const { id, kind, tags: own } of await getTagged(Resources, request)) await kind.set(request, id, mergeTags(own, tags))
    return undefined
  },
})
