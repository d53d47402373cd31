import type { RequestLaunchTemplateData, Tag, TagSpecification } from '@aws-sdk/client-ec2'
import type { LaunchTemplateRecord } from '@rolecall/store'
import type { Ec2Request } from '../../context.ts'
import { checkReference, findTemplate, noSuchTemplate, templateArn } from '../../launch-templates/launch-template.ts'
import { withDates } from '../../launch-templates/template-data.ts'
import { getVersion } from '../../launch-templates/version-numbers.ts'
import * as errors from './errors.ts'
import type { LaunchInput } from './launch-input.ts'

/** The template of a launch, and what the request said besides. */
export interface UsedTemplate {
  record: LaunchTemplateRecord
  version: number
  arn: string
  own: LaunchInput
}

const tagsByKey = (tags: readonly Tag[] = []): [string, Tag][] => tags.map((tag) => [tag.Key ?? '', tag])

/** Of each type of resource the template's tags, overlaid by those of the request. */
const mergedTags = (ofTemplate: readonly TagSpecification[] = [], own: readonly TagSpecification[] = []): TagSpecification[] => {
  const types = new Set([...ofTemplate, ...own].map(({ ResourceType }) => ResourceType))
  const tagsOf = (specifications: readonly TagSpecification[], type: string | undefined) =>
    specifications.filter(({ ResourceType }) => ResourceType === type).flatMap(({ Tags }) => Tags ?? [])
  return [...types].map((ResourceType) => {
    const ownTags = tagsOf(own, ResourceType)
    const overlaid = new Map(tagsByKey(ownTags))
    const kept = tagsOf(ofTemplate, ResourceType).filter(({ Key = '' }) => !overlaid.has(Key))
    return { ResourceType, Tags: [...kept, ...ownTags] }
  })
}

/** The template's members under the names that launches have for them. */
const asLaunch = ({ RamDiskId, ElasticGpuSpecifications, InstanceRequirements: _, ...rest }: RequestLaunchTemplateData): Partial<LaunchInput> =>
  ({
    ...rest,
    ...(RamDiskId === undefined ? {} : { RamdiskId: RamDiskId }),
    ...(ElasticGpuSpecifications === undefined ? {} : { ElasticGpuSpecification: ElasticGpuSpecifications }),
  }) as Partial<LaunchInput>

const given = <Value extends object>(value: Value): Partial<Value> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Partial<Value>

/** Each member of the request takes the place of the template's, groups by name and by id being one; only tags are merged. */
export const withTemplate = (own: LaunchInput, data: RequestLaunchTemplateData): LaunchInput => {
  const { SecurityGroups, SecurityGroupIds, ...ofTemplate } = asLaunch(withDates(data))
  const hasGroups = (own.SecurityGroups ?? []).length + (own.SecurityGroupIds ?? []).length > 0
  const groups = hasGroups ? {} : given({ SecurityGroups, SecurityGroupIds })
  const TagSpecifications = mergedTags(data.TagSpecifications, own.TagSpecifications)
  return { ...ofTemplate, ...groups, ...given(own), ...(TagSpecifications.length === 0 ? {} : { TagSpecifications }) } as LaunchInput
}

/** The launch that the request and its template ask for together. */
export const readTemplate = async (own: LaunchInput, request: Ec2Request): Promise<{ input: LaunchInput; template: UsedTemplate | undefined }> => {
  const { LaunchTemplate: reference } = own
  if (reference === undefined) return { input: own, template: undefined }
  checkReference(reference, 'launch instances')
  const record = await findTemplate(reference, request)
  if (record === undefined) throw noSuchTemplate(reference)
  const { number, data } = await getVersion(reference.Version ?? '$Default', record, request)
  if (data.InstanceRequirements !== undefined && own.InstanceType === undefined) throw errors.notSimulated('LaunchTemplateData.InstanceRequirements')
  return { input: withTemplate(own, data), template: { record, version: number, arn: templateArn(request, record.id), own } }
}

/** What AWS puts on instances that are launched from a template. */
export const templateTags = (template: UsedTemplate | undefined): { Key: string; Value: string }[] =>
  template === undefined
    ? []
    : [
        { Key: 'aws:ec2launchtemplate:id', Value: template.record.id },
        { Key: 'aws:ec2launchtemplate:version', Value: String(template.version) },
      ]
