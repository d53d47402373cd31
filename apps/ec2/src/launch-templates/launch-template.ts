import type { LaunchTemplate } from '@aws-sdk/client-ec2'
import { ec2Arn } from '@rolecall/ids'
import { type AccessCheck, type ConditionKeys, resourceTagKeys } from '@rolecall/pipeline'
import type { LaunchTemplateRecord } from '@rolecall/store'
import { regionKeys } from '../access.ts'
import type { Ec2Request } from '../context.ts'
import * as errors from './errors.ts'

/** How a request names a template. */
export interface TemplateReference {
  LaunchTemplateId?: string | undefined
  LaunchTemplateName?: string | undefined
}

const wellFormedId = /^lt-(?:[0-9a-f]{8}|[0-9a-f]{17})$/
const wellFormedName = /^[a-zA-Z0-9().\-/_]{3,128}$/

export const checkTemplateId = (id: string): void => {
  if (!wellFormedId.test(id)) throw errors.malformedTemplateId(id)
}

export const checkTemplateName = (name: string): void => {
  if (!wellFormedName.test(name)) throw errors.malformedName()
}

/** Refuses a reference that names no template, or two. */
export const checkReference = ({ LaunchTemplateId: id, LaunchTemplateName: name }: TemplateReference, purpose: string): void => {
  if (id !== undefined && name !== undefined) throw errors.idAndName(purpose)
  if (id === undefined && name === undefined) throw errors.neitherIdNorName(purpose)
  if (id !== undefined) checkTemplateId(id)
}

export const findTemplate = async ({ LaunchTemplateId: id, LaunchTemplateName: name }: TemplateReference, request: Ec2Request): Promise<LaunchTemplateRecord | undefined> => {
  const wanted = id === undefined ? { names: [name ?? ''] } : { ids: [id] }
  const [found] = await request.context.store.launchTemplates.list(request, wanted)
  return found
}

export const noSuchTemplate = ({ LaunchTemplateId: id, LaunchTemplateName: name = '' }: TemplateReference) =>
  id === undefined ? errors.noSuchTemplateName(name) : errors.noSuchTemplateId(id)

export const getTemplate = async (reference: TemplateReference, request: Ec2Request): Promise<LaunchTemplateRecord> => {
  const found = await findTemplate(reference, request)
  if (found === undefined) throw noSuchTemplate(reference)
  return found
}

/** The template, which nobody else changes until the transaction ends. */
export const lockTemplate = async (reference: TemplateReference, request: Ec2Request): Promise<LaunchTemplateRecord> => {
  const { id } = await getTemplate(reference, request)
  await request.context.store.launchTemplates.lock(id)
  return getTemplate(reference, request)
}

export const templateArn = (request: Ec2Request, id: string): string => ec2Arn(request, 'launch-template', id)

/** The check on a template; one that does not exist is only what the request says of it. */
export const templateCheck = (reference: TemplateReference, found: LaunchTemplateRecord | undefined, request: Ec2Request): AccessCheck => ({
  resource: templateArn(request, found?.id ?? reference.LaunchTemplateId ?? '*'),
  conditionKeys: { ...regionKeys(request), ...resourceTagKeys('ec2', found?.tags ?? []) },
})

/** What operations on one template need. */
export const templateChecks = async (reference: TemplateReference, request: Ec2Request, keys: ConditionKeys = {}): Promise<AccessCheck[]> => {
  const { conditionKeys, ...check } = templateCheck(reference, await findTemplate(reference, request), request)
  return [{ ...check, conditionKeys: { ...conditionKeys, ...keys } }]
}

export const showTemplate = ({ id, name, createdAt, createdBy, defaultVersion, latestVersion, tags }: LaunchTemplateRecord): LaunchTemplate => ({
  LaunchTemplateId: id,
  LaunchTemplateName: name,
  CreateTime: createdAt,
  CreatedBy: createdBy,
  DefaultVersionNumber: defaultVersion,
  LatestVersionNumber: latestVersion,
  Operator: { Managed: false },
  ...(tags.length === 0 ? {} : { Tags: tags }),
})
