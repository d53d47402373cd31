import type { Tag as SdkTag, TagSpecification } from '@aws-sdk/client-ec2'
import { ec2Arn } from '@rolecall/ids'
import { type AccessCheck, requestTagKeys } from '@rolecall/pipeline'
import type { Tag } from '@rolecall/store'
import { regionKeys } from '../access.ts'
import type { Ec2Request } from '../context.ts'
import * as errors from './errors.ts'

const maximumTags = 50

/** Services tag what they make; users may neither write nor delete these. */
export const isReservedKey = (key: string): boolean => key.toLowerCase().startsWith('aws:')

const checkTag = ({ Key: key, Value: value }: SdkTag): Tag => {
  if (key === undefined || key === '') throw errors.emptyKey()
  if (isReservedKey(key)) throw errors.reservedKey()
  if ([...key].length > 128) throw errors.keyTooLong()
  if (value === undefined) throw errors.noValue()
  if ([...value].length > 256) throw errors.valueTooLong()
  return { Key: key, Value: value }
}

/** The tags of a request, each of which must be one that users may write. */
export const readTags = (tags: readonly SdkTag[]): Tag[] => {
  const read = tags.map(checkTag)
  const keys = new Set<string>()
  for (const { Key } of read) {
    if (keys.has(Key)) throw errors.duplicateKey(Key)
    keys.add(Key)
  }
  if (read.length > maximumTags) throw errors.tooManyTags()
  return read
}

/** The tags that a call puts on what it makes, by resource type; types that it does not make are refused. */
export const readTagSpecifications = <Type extends string>(
  specifications: readonly TagSpecification[] | undefined,
  types: readonly Type[],
): Record<Type, Tag[]> => {
  const byType = Object.fromEntries(types.map((type) => [type, [] as SdkTag[]])) as Record<Type, SdkTag[]>
  for (const { ResourceType: type, Tags: tags } of specifications ?? []) {
    if (type === undefined) throw errors.noResourceType()
    if (!types.includes(type as never)) throw errors.notTaggable(type)
    if (tags === undefined || tags.length === 0) throw errors.noTags()
    byType[type as unknown as Type].push(...tags)
  }
  return Object.fromEntries(types.map((type) => [type, readTags(byType[type])])) as Record<Type, Tag[]>
}

/** Tagging what is being made needs ec2:CreateTags as well; without tags there is nothing to check. */
export const createTagsChecks = (request: Ec2Request, created: { action: string; resource: string; tags: readonly Tag[] }): AccessCheck[] =>
  created.tags.length === 0
    ? []
    : [
        {
          action: 'ec2:CreateTags',
          resource: created.resource,
          conditionKeys: { ...regionKeys(request), 'ec2:CreateAction': created.action, ...requestTagKeys(created.tags) },
        },
      ]

/** Tags overlaid by others; keys are told apart by case, and what services wrote does not count towards the limit. */
export const mergeTags = (own: readonly Tag[], added: readonly Tag[]): Tag[] => {
  const keys = new Set(added.map((tag) => tag.Key))
  const merged = [...own.filter((tag) => !keys.has(tag.Key)), ...added]
  if (merged.filter((tag) => !isReservedKey(tag.Key)).length > maximumTags) throw errors.tooManyTags()
  return merged
}

/** `arn:…:TYPE/*`, for what a call makes. */
export const anyOf = (request: Ec2Request, type: string): string => ec2Arn(request, type, '*')
