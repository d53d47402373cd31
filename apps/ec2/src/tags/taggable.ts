import { ec2Arn } from '@rolecall/ids'
import { AwsError } from '@rolecall/models'
import { type AccessCheck, type ConditionKeys, resourceTagKeys } from '@rolecall/pipeline'
import type { Tag } from '@rolecall/store'
import { regionKeys } from '../access.ts'
import type { Ec2Request } from '../context.ts'
import { type IdRule, imageIds, securityGroupIds, subnetIds, vpcIds } from '../describe/ids.ts'
import { instanceChecks } from '../instances/instance-access.ts'
import { noSuchTemplateId } from '../launch-templates/errors.ts'
import { checkMetadataTagKeys } from '../metadata-options/metadata-tag-keys.ts'
import { catalogueOf } from '../images/catalogue.ts'
import { defaultNetwork } from '../network/default-network.ts'
import { noSuchRequests } from '../spot-requests/errors.ts'
import { invalidId } from './errors.ts'

/** One resource and its tags. */
export interface TaggedResource {
  id: string
  /** As DescribeTags and ARNs name it. */
  type: string
  /** What its ARN ends with where that is not the id. */
  name?: string
  tags: readonly Tag[]
}

/** What can be tagged, told by the prefix of its id; a further kind of resource is one more row. */
export interface TaggableKind {
  type: string
  prefix: string
  notFoundCode: string
  notFoundText(id: string): string
  /** Its ARN names no account: images and the like may be public. */
  hasNoAccount?: boolean
  /** Those with the given ids, or all. */
  list(request: Ec2Request, ids?: string[]): Promise<TaggedResource[]>
  set(request: Ec2Request, id: string, tags: readonly Tag[]): Promise<void>
}

const withIds = (ids: string[], wanted: string[] | undefined): string[] => (wanted === undefined ? ids : ids.filter((id) => wanted.includes(id)))

const fixedKind = (type: string, rule: IdRule, ids: (request: Ec2Request) => string[]): TaggableKind => ({
  type,
  hasNoAccount: type === 'image',
  prefix: rule.prefix,
  notFoundCode: rule.notFoundCode,
  notFoundText: (id) => rule.notFoundText([id]),
  async list(request, wanted) {
    const tags = await request.context.store.resourceTags.list(request)
    return withIds(ids(request), wanted).map((id) => ({ id, type, tags: tags.get(id) ?? [] }))
  },
  set: (request, id, tags) => request.context.store.resourceTags.set(request, id, tags),
})

const instances: TaggableKind = {
  type: 'instance',
  prefix: 'i',
  notFoundCode: 'InvalidInstanceID.NotFound',
  notFoundText: (id) => `The instance ID '${id}' does not exist`,
  async list(request, ids) {
    const rows = await request.context.store.instances.tagged(request, ids)
    return rows.map(({ id, tags }) => ({ id, type: 'instance', tags }))
  },
  async set(request, id, tags) {
    const { store } = request.context
    const [row] = await store.instances.tagged(request, [id])
    if (row?.showsTags === true) checkMetadataTagKeys(tags)
    await store.instances.setTags(id, tags)
  },
}

const volumes: TaggableKind = {
  type: 'volume',
  prefix: 'vol',
  notFoundCode: 'InvalidVolume.NotFound',
  notFoundText: (id) => `The volume '${id}' does not exist.`,
  async list(request, ids) {
    const rows = await request.context.store.volumes.list(request, { ids })
    return rows.map(({ id, tags }) => ({ id, type: 'volume', tags }))
  },
  set: (request, id, tags) => request.context.store.volumes.setTags(id, tags),
}

const keyPairs: TaggableKind = {
  type: 'key-pair',
  prefix: 'key',
  notFoundCode: 'InvalidKeyPair.NotFound',
  notFoundText: (id) => `The key pair '${id}' does not exist`,
  async list(request, ids) {
    const rows = await request.context.store.keyPairs.list(request, ids)
    return rows.map(({ id, name, tags }) => ({ id, type: 'key-pair', name, tags }))
  },
  set: (request, id, tags) => request.context.store.keyPairs.setTags(id, tags),
}

const launchTemplates: TaggableKind = {
  type: 'launch-template',
  prefix: 'lt',
  notFoundCode: 'InvalidLaunchTemplateId.NotFound',
  notFoundText: (id) => noSuchTemplateId(id).message,
  async list(request, ids) {
    const rows = await request.context.store.launchTemplates.list(request, { ids })
    return rows.map(({ id, tags }) => ({ id, type: 'launch-template', tags }))
  },
  set: (request, id, tags) => request.context.store.launchTemplates.setTags(id, tags),
}

const spotRequests: TaggableKind = {
  type: 'spot-instances-request',
  prefix: 'sir',
  notFoundCode: 'InvalidSpotInstanceRequestID.NotFound',
  notFoundText: (id) => noSuchRequests([id]).message,
  async list(request, ids) {
    const rows = await request.context.store.spotRequests.list(request, ids)
    return rows.map(({ id, tags }) => ({ id, type: 'spot-instances-request', tags }))
  },
  set: (request, id, tags) => request.context.store.spotRequests.setTags(id, tags),
}

export const taggableKinds: readonly TaggableKind[] = [
  instances,
  volumes,
  keyPairs,
  launchTemplates,
  spotRequests,
  // Whoever tags a public image sees these tags alone.
  fixedKind('image', imageIds, ({ region }) => [...catalogueOf(region).byId.keys()]),
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

const findTagged = async (ids: readonly string[], request: Ec2Request): Promise<ReadonlyMap<string, TaggedResource>> => {
  const idsByKind = new Map<TaggableKind, string[]>()
  for (const id of new Set(ids)) idsByKind.set(kindOf(id), [...(idsByKind.get(kindOf(id)) ?? []), id])
  const known = new Map<string, TaggedResource>()
  for (const [kind, wanted] of idsByKind) for (const resource of await kind.list(request, wanted)) known.set(resource.id, resource)
  return known
}

const resourceArn = (request: Ec2Request, { type, hasNoAccount }: TaggableKind, name: string): string =>
  hasNoAccount === true ? ec2Arn({ ...request, account: '' }, type, name) : ec2Arn(request, type, name)

/** One check for each id with the tags that the resource has; one that does not exist is only its ARN, so that nobody learns of it. */
export const taggedChecks = async (ids: readonly string[], request: Ec2Request, keys: ConditionKeys): Promise<AccessCheck[]> => {
  const known = await findTagged(ids, request)
  return [...new Set(ids)].map((id) => {
    const { name = id, tags } = known.get(id) ?? { tags: [] }
    return { resource: resourceArn(request, kindOf(id), name), conditionKeys: { ...regionKeys(request), ...resourceTagKeys('ec2', tags), ...keys } }
  })
}

/** The same with all keys of the instances among them. */
export const describedChecks = async (ids: readonly string[], request: Ec2Request, keys: ConditionKeys): Promise<AccessCheck[]> => {
  const isInstance = (id: string) => kindOf(id) === instances
  const others = await taggedChecks(ids.filter((id) => !isInstance(id)), request, keys)
  return [...(await instanceChecks(ids.filter(isInstance), request, keys)), ...others]
}

/** The resources with these ids, all of which must exist. */
export const getTagged = async (ids: readonly string[], request: Ec2Request): Promise<(TaggedResource & { kind: TaggableKind })[]> => {
  const known = await findTagged(ids, request)
  return [...new Set(ids)].map((id) => {
    const resource = known.get(id)
    if (resource === undefined) throw notFound(kindOf(id), id)
    return { ...resource, kind: kindOf(id) }
  })
}
