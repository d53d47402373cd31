import { iamArn, type IamResourceType, parseArn } from '@rolecall/ids'
import { type AccessCheck, type ConditionKeys, requestTagKeys, resourceTagKeys } from '@rolecall/pipeline'
import type { Tag } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import type { EntityKind, EntityRecords } from './entities.ts'

/** Something that exists, or is claimed to. */
interface Target {
  kind: EntityKind
  name: string
  /** The check also carries the target's present boundary as `iam:PermissionsBoundary`. */
  withBoundary?: boolean
  keys?: ConditionKeys
}

const tagKeysOf = (tags: readonly Tag[]): ConditionKeys => (tags.length === 0 ? {} : resourceTagKeys('iam', tags))

const entityKeys = (entity: EntityRecords[EntityKind] | undefined, target: Target): ConditionKeys => ({
  ...(entity !== undefined && 'tags' in entity ? tagKeysOf(entity.tags) : {}),
  ...(target.withBoundary === true && entity !== undefined && 'boundaryArn' in entity && entity.boundaryArn !== null
    ? { 'iam:PermissionsBoundary': entity.boundaryArn }
    : {}),
  ...target.keys,
})

/** The check on a thing that exists. One that does not is authorized as its ARN without path, so that names cannot be probed. */
export const onEntity = async (target: Target, request: IamRequest): Promise<AccessCheck> => {
  const { kind, name } = target
  const entity = await request.context.entities.find(kind, request, name)
  const shownKind = kind.replace('-', ' ')
  const check = {
    resource: iamArn(request.partition, request.account, { type: kind, path: entity?.path ?? '/', name: entity?.name ?? name }),
    shownResource: `${shownKind} ${name}`,
    conditionKeys: entityKeys(entity, target),
  }
  return entity === undefined ? { ...check, remark: `There is no such ${shownKind}.` } : check
}

/** The check on a managed policy; those of other accounts are decided as theirs. */
export const onPolicy = async (arn: string, request: IamRequest, keys: ConditionKeys = {}): Promise<AccessCheck> => {
  const policy = await request.context.entities.findPolicy(request, arn)
  const owner = parseArn(arn)?.account ?? ''
  return {
    resource: arn,
    shownResource: `policy ${arn}`,
    ...(/^\d{12}$/.test(owner) ? { resourceAccount: owner } : {}),
    conditionKeys: { ...tagKeysOf(policy?.tags ?? []), ...keys },
  }
}

interface NewEntity {
  type: IamResourceType
  path: string | undefined
  name: string
  tags?: { Key: string | undefined; Value: string | undefined }[] | undefined
  /** Asked as well when the request brings tags. */
  tagAction?: string
  keys?: ConditionKeys
}

/** The checks on a thing that is to be made, by the ARN it will have. */
export const onNew = (entity: NewEntity, request: IamRequest): AccessCheck[] => {
  const resource = iamArn(request.partition, request.account, { type: entity.type, path: entity.path ?? '/', name: entity.name })
  const tagKeys = requestTagKeys(entity.tags)
  const check = { resource, conditionKeys: { ...tagKeys, ...entity.keys } }
  const hasTags = entity.tags !== undefined && entity.tags.length > 0
  return hasTags && entity.tagAction !== undefined ? [check, { resource, conditionKeys: tagKeys, action: entity.tagAction }] : [check]
}

/** The check of an account-wide list, on the ARN that its path prefix spans. */
export const onList = (type: IamResourceType, pathPrefix: string | undefined, request: IamRequest): AccessCheck => ({
  resource: iamArn(request.partition, request.account, { type, path: pathPrefix ?? '/', name: '' }),
})
