import type { SessionContent } from '@rolecall/credentials'
import type { Tag } from '@rolecall/store'
import { conflictsWithInheritedTag, duplicateTagKeys, reservedTagKey, transitiveKeyNotInTags } from './errors.ts'

export interface SessionTags {
  /** Given in the request. */
  requested: Tag[]
  /** Inherited transitive tags first, then the requested ones. */
  all: Tag[]
  transitiveKeys: string[]
}

export interface TagInput {
  Tags?: { Key: string | undefined; Value: string | undefined }[] | undefined
  TransitiveTagKeys?: string[] | undefined
}

const inheritedTags = (session: SessionContent | undefined): Tag[] => {
  const transitive = new Set((session?.transitiveTagKeys ?? []).map((key) => key.toLowerCase()))
  return (session?.tags ?? []).filter((tag) => transitive.has(tag.Key.toLowerCase()))
}

const checkKeys = (requested: Tag[], transitiveKeys: string[], inherited: Tag[]): void => {
  const keys = new Set(requested.map((tag) => tag.Key.toLowerCase()))
  if (keys.size < requested.length) throw duplicateTagKeys()
  if ([...keys].some((key) => key.startsWith('aws:'))) throw reservedTagKey()
  if (transitiveKeys.some((key) => !keys.has(key.toLowerCase()))) throw transitiveKeyNotInTags()
  if (inherited.some((tag) => keys.has(tag.Key.toLowerCase()))) throw conflictsWithInheritedTag()
}

// What most calls have.
const noTags: SessionTags = { requested: [], all: [], transitiveKeys: [] }

/** The tags of the new session: what is asked for and what the calling session hands on. Tag keys ignore case. */
export const sessionTags = (input: TagInput, session: SessionContent | undefined): SessionTags => {
  if (input.Tags === undefined && input.TransitiveTagKeys === undefined && session?.transitiveTagKeys === undefined) return noTags
  const requested = (input.Tags ?? []).map((tag) => ({ Key: tag.Key ?? '', Value: tag.Value ?? '' }))
  const transitiveKeys = input.TransitiveTagKeys ?? []
  const inherited = inheritedTags(session)
  checkKeys(requested, transitiveKeys, inherited)
  return {
    requested,
    all: [...inherited, ...requested],
    transitiveKeys: [...inherited.map((tag) => tag.Key), ...transitiveKeys],
  }
}
