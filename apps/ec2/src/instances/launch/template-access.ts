import { ec2Arn } from '@rolecall/ids'
import type { AccessCheck, ConditionKeys } from '@rolecall/pipeline'
import { regionKeys } from '../../access.ts'
import type { Ec2Request } from '../../context.ts'
import { checkReference, findTemplate, templateArn, templateCheck } from '../../launch-templates/launch-template.ts'
import type { LaunchInput } from './launch-input.ts'
import type { UsedTemplate } from './with-template.ts'

const isNamed = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value !== undefined)

/** Whether the request itself says which resource of a type it uses, or how one is made. */
const overriding: Readonly<Record<string, (own: LaunchInput) => boolean>> = {
  image: (own) => isNamed(own.ImageId),
  'key-pair': (own) => isNamed(own.KeyName),
  'network-interface': (own) => isNamed(own.NetworkInterfaces),
  'placement-group': ({ Placement = {} }) => isNamed(Placement.GroupName) || isNamed(Placement.GroupId),
  'security-group': (own) => isNamed(own.SecurityGroupIds) || isNamed(own.SecurityGroups) || isNamed(own.NetworkInterfaces),
  snapshot: (own) => isNamed(own.BlockDeviceMappings),
  subnet: (own) => isNamed(own.SubnetId) || isNamed(own.NetworkInterfaces),
  volume: (own) => isNamed(own.BlockDeviceMappings),
}

// A request for spot instances says nothing of templates.
const untold = new Set(['spot-instances-request'])

const typeOf = (resource: string): string => resource.split(':')[5]?.split('/')[0] ?? ''

const keysOf = (resource: string, template: UsedTemplate | undefined): ConditionKeys => {
  if (untold.has(typeOf(resource))) return {}
  if (template === undefined) return { 'ec2:IsLaunchTemplateResource': 'false' }
  const isOwn = overriding[typeOf(resource)]?.(template.own) ?? false
  return { 'ec2:IsLaunchTemplateResource': String(!isOwn), 'ec2:LaunchTemplate': template.arn }
}

/** The checks of a launch that can have no template. */
export const withRegionKeys = (checks: readonly AccessCheck[], request: Ec2Request): AccessCheck[] =>
  checks.map((check) => ({ ...check, conditionKeys: { ...regionKeys(request), ...check.conditionKeys } }))

/** The checks of a launch with what says whether their resources come from a template. */
export const withTemplateKeys = (checks: readonly AccessCheck[], template: UsedTemplate | undefined, request: Ec2Request): AccessCheck[] =>
  checks.map((check) => ({ ...check, conditionKeys: { ...regionKeys(request), ...keysOf(check.resource, template), ...check.conditionKeys } }))

export const templateUseChecks = (template: UsedTemplate | undefined, request: Ec2Request): AccessCheck[] =>
  template === undefined ? [] : [templateCheck({}, template.record, request)]

/** What a launch from a template that does not exist is decided by; undefined when there is one, or none is named. */
export const missingTemplateChecks = async ({ LaunchTemplate: reference }: LaunchInput, request: Ec2Request): Promise<AccessCheck[] | undefined> => {
  if (reference === undefined) return undefined
  checkReference(reference, 'launch instances')
  if ((await findTemplate(reference, request)) !== undefined) return undefined
  const { LaunchTemplateId: id } = reference
  const ofTemplate = { 'ec2:IsLaunchTemplateResource': 'true', 'ec2:LaunchTemplate': id && templateArn(request, id) }
  const checks = [{ resource: ec2Arn(request, 'instance', '*'), conditionKeys: regionKeys(request) }, templateCheck(reference, undefined, request)]
  return checks.map((check) => ({ ...check, conditionKeys: { ...check.conditionKeys, ...ofTemplate } }))
}
