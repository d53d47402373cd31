import type { Tag } from '@rolecall/store'
import { AwsError } from '@rolecall/models'
import type { Ec2Request } from '../context.ts'
import { type IdRule, securityGroupIds, subnetIds, vpcIds } from '../describe/ids.ts'
import { checkMetadataTagKeys } from '../metadata-options/metadata-tag-keys.ts'
import { defaultNetwork } from '../network/default-network.ts'
import { invalidId } from './errors.ts'

/** One resource and its tags. */
export interface TaggedResource {
  id: string
  /** As DescribeTags and ARNs name it. */
  type: string
  tags: readonly Tag[]
}

/** What can be tagged, told by the prefix of its id; a further kind of resource is one more row. */
export interface TaggableKind {
  type: string
  prefix: string
  notFoundCode: string
  notFoundText(id: string): string
  list(request: Ec2Request): Promise<TaggedResource[]>
  set(request: Ec2Request, id: string, tags: readonly Tag[]): Promise<void>
}

const fixedKind = (type: string, rule: IdRule, ids: (request: Ec2Request) => string[]): TaggableKind => ({
  type,
  prefix: rule.prefix,
  notFoundCode: rule.notFoundCode,
  notFoundText: (id) => rule.notFoundText([id]),
  async list(request) {
    const tags = await request.context.store.resourceTags.list(request)
    return ids(request).map((id) => ({ id, type, tags: tags.get(id) ?? [] }))
  },
  set: (request, id, tags) => request.context.store.resourceTags.set(request, id, tags),
})

const instances: TaggableKind = {
  type: 'instance',
  prefix: 'i',
  notFoundCode: 'InvalidInstanceID.NotFound',
  notFoundText: (id) => `The instance ID '${id}' does not exist`,
  async list(request) {
    const rows = await request.context.store.instances.tagged(request)
    return rows.map(({ id, tags }) => ({ id, type: 'instance', tags }))
  },
  async set(request, id, tags) {
    const { store } = request.context
    const [row] = (await store.instances.tagged(request)).filter((one) => one.id === id)
    if (row?.showsTags === true) checkMetadataTagKeys(tags)
    await store.instances.setTags(id, tags)
  },
}

const volumes: TaggableKind = {
  type: 'volume',
  prefix: 'vol',
  notFoundCode: 'InvalidVolume.NotFound',
  notFoundText: (id) => `The volume '${id}' does not exist.`,
  async list(request) {
    const rows = await request.context.store.volumes.list(request, {})
    return rows.map(({ id, tags }) => ({ id, type: 'volume', tags }))
  },
  set: (request, id, tags) => request.context.store.volumes.setTags(id, tags),
}

const keyPairs: TaggableKind = {
  type: 'key-pair',
  prefix: 'key',
  notFoundCode: 'InvalidKeyPair.NotFound',
  notFoundText: (id) => `The key pair '${id}' does not exist`,
  async list(request) {
    const rows = await request.context.store.keyPairs.list(request)
    return rows.map(({ id, tags }) => ({ id, type: 'key-pair', tags }))
  },
  set: (request, id, tags) => request.context.store.keyPairs.setTags(id, tags),
}

export const taggableKinds: readonly TaggableKind[] = [
  instances,
  volumes,
  keyPairs,
  fixedKind('vpc', vpcIds, (request) => [defaultNetwork(request).vpc.VpcId ?? '']),
  fixedKind('subnet', subnetIds, (request) => defaultNetwork(request).subnets.map((subnet) => subnet.SubnetId ?? '')),
  fixedKind('security-group', securityGroupIds, (request) => [defaultNetwork(request).group.GroupId ?? '']),
]

/** The kind of resource that an id names; refuses ids of no kind. */
export const kindOf = (id: string): TaggableKind => {
  const prefix = id.slice(0, id.lastIndexOf('-'))
  const kind = taggableKinds.find((candidate) => candidate.prefix === prefix)
  if (kind === undefined) throw invalidId(id)
  return kind
}

const notFound = (kind: TaggableKind, id: string): AwsError =>
  new AwsError({ code: kind.notFoundCode, status: 400, message: kind.notFoundText(id) })

/** The resources with these ids, all of which must exist. */
export const getTagged = async (ids: readonly string[], request: Ec2Request): Promise<(TaggedResource & { kind: TaggableKind })[]> => {
  const kinds = [...new Set(ids.map(kindOf))]
  const known = new Map<string, TaggedResource>()
  for (const kind of kinds) for (const resource of await kind.list(request)) known.set(resource.id, resource)
  return [...new Set(ids)].map((id) => {
    const resource = known.get(id)
    if (resource === undefined) throw notFound(kindOf(id), id)
    return { ...resource, kind: kindOf(id) }
  })
}
