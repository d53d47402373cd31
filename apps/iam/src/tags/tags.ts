import type { Tag } from '@rolecall/store'
import { duplicateTagKeys, duplicateTagKeysIgnoringCase, reservedTagKey, tooManyTags } from './errors.ts'

const maximumTags = 50

/** Tags as they arrive; validation has seen to it that keys and values are there. */
export type RequestTags = readonly { Key: string | undefined; Value: string | undefined }[]

/** How a kind of resource compares tag keys: users and roles ignore case but keep the spelling. */
export interface TagRules {
  ignoresCase: boolean
}

const comparable = (key: string, rules: TagRules): string => (rules.ignoresCase ? key.toLowerCase() : key)

/** The tags of a request, checked among themselves. */
export const readTags = (tags: RequestTags | undefined, rules: TagRules): Tag[] => {
  const read = (tags ?? []).map(({ Key, Value }) => ({ Key: Key ?? '', Value: Value ?? '' }))
  const keys = new Set(read.map((tag) => comparable(tag.Key, rules)))
  if (keys.size < read.length) throw rules.ignoresCase ? duplicateTagKeysIgnoringCase() : duplicateTagKeys()
  if (read.some((tag) => tag.Key.toLowerCase().startsWith('aws:'))) throw reservedTagKey()
  return read
}

/** New tags overwrite those of the same key in their place; the others come last. */
export const withTags = (present: Tag[], added: Tag[], rules: TagRules): Tag[] => {
  const merged = new Map(present.map((tag) => [comparable(tag.Key, rules), tag]))
  for (const tag of added) merged.set(comparable(tag.Key, rules), tag)
  if (merged.size > maximumTags) throw tooManyTags()
  return [...merged.values()]
}

/** Keys that no tag has are no error. */
export const withoutTags = (present: Tag[], keys: readonly string[], rules: TagRules): Tag[] => {
  const removed = new Set(keys.map((key) => comparable(key, rules)))
  return present.filter((tag) => !removed.has(comparable(tag.Key, rules)))
}

/** `Tags` as an answer shows them that leaves the element out when there are none. */
export const tagsIfAny = (tags: Tag[]): { Tags?: Tag[] } => (tags.length === 0 ? {} : { Tags: tags })
