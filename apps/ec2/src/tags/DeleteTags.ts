import type { Tag as SdkTag } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import { requestTagKeys } from '@rolecall/pipeline'
import type { Tag } from '@rolecall/store'
import { ec2Operation } from '../context.ts'
import { reservedKey } from './errors.ts'
import { isReservedKey } from './tag-rules.ts'
import { getTagged, taggedChecks } from './taggable.ts'

/** A key alone deletes the tag whatever its value; with a value, the empty one included, only if it has that value. */
const isDeleted = (tag: Tag, named: readonly SdkTag[] | undefined): boolean => {
  if (isReservedKey(tag.Key)) return false
  if (named === undefined || named.length === 0) return true
  return named.some(({ Key, Value }) => Key === tag.Key && (Value === undefined || Value === tag.Value))
}

export const DeleteTags = ec2Operation(ec2.DeleteTags, {
  access: ({ Resources, Tags }, request) => taggedChecks(Resources, request, requestTagKeys(Tags)),

  lookUp: ({ Resources }, request) => getTagged(Resources, request),

  async run({ Resources, Tags }, request) {
    if (Tags?.some(({ Key = '' }) => isReservedKey(Key)) === true) throw reservedKey()
    for (const { id, kind, tags } of await getTagged(Resources, request)) {
      await kind.set(request, id, tags.filter((tag) => !isDeleted(tag, Tags)))
    }
    return undefined
  },
  effect: 'write',
})
