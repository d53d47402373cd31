import type { TagDescription } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { applyFilters, type FilterInput, type FilterTable, paginate } from '../describe/index.ts'
import { taggableKinds } from './taggable.ts'

const filters: FilterTable<TagDescription> = {
  names: {
    key: (of) => of.Key,
    'resource-id': (of) => of.ResourceId,
    'resource-type': (of) => of.ResourceType,
    value: (of) => of.Value,
  },
  tags: (of) => [{ Key: of.Key, Value: of.Value }],
}

const allTags = async (request: Ec2Request): Promise<TagDescription[]> => {
  const rows: TagDescription[] = []
  for (const kind of taggableKinds) {
    for (const { id, type, tags } of await kind.list(request)) {
      rows.push(...tags.map(({ Key, Value }) => ({ ResourceId: id, ResourceType: type as NonNullable<TagDescription['ResourceType']>, Key, Value })))
    }
  }
  return rows
}

export const DescribeTags = ec2Operation(ec2.DescribeTags, {
  access: (_, request) => accessToEverything(request),

  async run(input, request) {
    const matching = applyFilters(filters, input.Filters as FilterInput[] | undefined, await allTags(request))
    const rule = { operation: 'DescribeTags', keyOf: ({ ResourceId = '', Key = '' }: TagDescription) => `${ResourceId} ${Key}` }
    const page = paginate(request, input, { rows: matching, rule })
    return { Tags: page.rows, NextToken: page.NextToken }
  },
})
