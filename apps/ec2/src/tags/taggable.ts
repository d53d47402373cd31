import type { Subnet } from '@aws-sdk/client-ec2'
import { ec2Arn } from '@rolecall/ids'
import { AwsError } from '@rolecall/models'
import { type AccessCheck, type ConditionKeys, resourceTagKeys } from '@rolecall/pipeline'
import type { Tag } from '@rolecall/store'
import { regionKeys } from '../access.ts'
import type { Ec2Request } from '../context.ts'
import { type IdRule, imageIds, networkInterfaceIds, securityGroupIds, subnetIds, vpcIds } from '../describe/ids.ts'
import { catalogueOf } from '../images/catalogue.ts'
import { imageKeys } from '../images/image-access.ts'
import { instanceChecks } from '../instances/instance-access.ts'
import { keyPairKeys } from '../key-pairs/key-pair.ts'
import { noSuchTemplateId } from '../launch-templates/errors.ts'
import { checkMetadataTagKeys } from '../metadata-options/metadata-tag-keys.ts'
import { defaultNetwork } from '../network/default-network.ts'
import { networkInterfaceKeys, securityGroupKeys, subnetKeys, vpcKeys } from '../network/network-access.ts'
import { noSuchRequests } from '../spot-requests/errors.ts'
import type { VolumeRow } from '../volumes/volume.ts'
import { volumeKeys } from '../volumes/volume-access.ts'
import { invalidId } from './errors.ts'

/** One resource and its tags. */
export interface TaggedResource {
  id: string
  /** As DescribeTags and ARNs name it. */
  type: string
  /** What its ARN ends with where that is not the id. */
  name?: string
  tags: readonly Tag[]
  /** What it brings to the check of whoever tags it, besides its tags. */
  keys?(): ConditionKeys
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

type Fixed = Required<Pick<TaggedResource, 'id' | 'keys'>>

/** Things that have no rows of their own; only their tags are kept. */
const fixedKind = (type: string, rule: IdRule, all: (request: Ec2Request) => Fixed[]): TaggableKind => ({
  type,
  hasNoAccount: type === 'image',
  prefix: rule.prefix,
  notFoundCode: rule.notFoundCode,
  notFoundText: (id) => rule.notFoundText([id]),
  async list(request, wanted) {
    const tags = await request.context.store.resourceTags.list(request)
    const named = all(request).filter(({ id }) => wanted === undefined || wanted.includes(id))
    return named.map(({ id, keys }) => ({ id, type, tags: tags.get(id) ?? [], keys }))
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
    const rows = await request.context.store.volumes.list<VolumeRow>(request, { ids })
    return rows.map((row) => ({ id: row.id, type: 'volume', tags: row.tags, keys: () => volumeKeys(row, request) }))
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
    return rows.map((row) => ({ id: row.id, type: 'key-pair', name: row.name, tags: row.tags, keys: () => keyPairKeys(row) }))
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

const fixedVpc = (request: Ec2Request): Fixed => {
  const { vpc } = defaultNetwork(request)
  return { id: vpc.VpcId ?? '', keys: () => vpcKeys(vpc) }
}

const fixedSubnet = ({ SubnetId: id = '', VpcId: vpcId = '', AvailabilityZone: zone = '', AvailabilityZoneId: zoneId = '' }: Subnet, request: Ec2Request): Fixed => ({
  id,
  keys: () => subnetKeys({ id, vpcId, zone, zoneId }, request),
})

const fixedGroup = (request: Ec2Request): Fixed => {
  const { GroupId = '', VpcId: vpcId = '' } = defaultNetwork(request).group
  return { id: GroupId, keys: () => securityGroupKeys({ GroupId, vpcId }, request) }
}

/** Those of instances: their tags stand apart, and end with the instance. */
const networkInterfaces: TaggableKind = {
  type: 'network-interface',
  prefix: networkInterfaceIds.prefix,
  notFoundCode: networkInterfaceIds.notFoundCode,
  notFoundText: (id) => networkInterfaceIds.notFoundText([id]),
  async list(request, ids) {
    const { resourceTags, instances: all } = request.context.store
    const tags = await resourceTags.list(request)
    const tagged = [...tags.keys()].filter((id) => id.startsWith(`${networkInterfaceIds.prefix}-`))
    const placed = await all.interfaces(request, ids ?? tagged)
    return placed.map((one) => ({ id: one.id, type: 'network-interface', tags: tags.get(one.id) ?? [], keys: () => networkInterfaceKeys(one, request) }))
  },
  set: (request, id, tags) => request.context.store.resourceTags.set(request, id, tags),
}

export const taggableKinds: readonly TaggableKind[] = [
  instances,
  volumes,
  keyPairs,
  launchTemplates,
  spotRequests,
  networkInterfaces,
  // Whoever tags a public image sees these tags alone.
  fixedKind('image', imageIds, ({ region }) => [...catalogueOf(region).byId].map(([id, image]) => ({ id, keys: () => imageKeys(image) }))),
  fixedKind('vpc', vpcIds, (request) => [fixedVpc(request)]),
  fixedKind('subnet', subnetIds, (request) => defaultNetwork(request).subnets.map((subnet) => fixedSubnet(subnet, request))),
  fixedKind('security-group', securityGroupIds, (request) => [fixedGroup(request)]),
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

interface Named {
  id: string
  found: TaggedResource | undefined
}

/** A resource that does not exist is only its ARN, so that nobody learns of it. */
const checkOf = ({ id, found }: Named, request: Ec2Request, keys: ConditionKeys): AccessCheck => ({
  resource: resourceArn(request, kindOf(id), found?.name ?? id),
  conditionKeys: { ...regionKeys(request), ...resourceTagKeys('ec2', found?.tags ?? []), ...keys },
})

/** One check for each id, with the tags that the resource has. */
export const taggedChecks = async (ids: readonly string[], request: Ec2Request, keys: ConditionKeys): Promise<AccessCheck[]> => {
  const known = await findTagged(ids, request)
  return [...new Set(ids)].map((id) => checkOf({ id, found: known.get(id) }, request, keys))
}

/** The same with all that the resources bring besides their tags. */
export const describedChecks = async (ids: readonly string[], request: Ec2Request, keys: ConditionKeys): Promise<AccessCheck[]> => {
  const isInstance = (id: string) => kindOf(id) === instances
  const otherIds = [...new Set(ids)].filter((id) => !isInstance(id))
  const known = await findTagged(otherIds, request)
  const others = otherIds.map((id) => {
    const found = known.get(id)
    return checkOf({ id, found }, request, { ...found?.keys?.(), ...keys })
  })
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
