import type { DescribeLaunchTemplateVersionsRequest } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import type { LaunchTemplateRecord } from '@rolecall/store'
import { accessToEverything } from '../access.ts'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { applyFilters, paginate } from '../describe/index.ts'
import { neitherIdNorName, noSuchVersion, numberWithoutTemplate } from './errors.ts'
import { checkReference, getTemplate } from './launch-template.ts'
import { showVersion, type TemplateData, type VersionRow } from './template-data.ts'
import { type TemplateVersion, versionFilters } from './version-filters.ts'
import { versionNumber } from './version-numbers.ts'

const purpose = 'describe its versions'

const namesTemplate = ({ LaunchTemplateId, LaunchTemplateName }: DescribeLaunchTemplateVersionsRequest): boolean =>
  LaunchTemplateId !== undefined || LaunchTemplateName !== undefined

const checkInput = (input: DescribeLaunchTemplateVersionsRequest): void => {
  const { Versions = [] } = input
  if (namesTemplate(input)) return checkReference(input, purpose)
  if (Versions.length === 0) throw neitherIdNorName(purpose)
  if (Versions.some((version) => version !== '$Latest' && version !== '$Default')) throw numberWithoutTemplate()
}

/** Those that the request names, all of which must exist; else those between its bounds. */
const wantedVersions = (input: DescribeLaunchTemplateVersionsRequest, template: LaunchTemplateRecord, versions: readonly VersionRow[]): VersionRow[] => {
  const { Versions = [], MinVersion, MaxVersion } = input
  if (Versions.length === 0) {
    const lowest = MinVersion === undefined ? 0 : versionNumber(MinVersion, template)
    const highest = MaxVersion === undefined ? Infinity : versionNumber(MaxVersion, template)
    return versions.filter(({ number }) => number >= lowest && number <= highest)
  }
  const numbers = Versions.map((version) => [version, versionNumber(version, template)] as const)
  const missing = numbers.find(([, number]) => !versions.some((one) => one.number === number))
  if (missing !== undefined) throw noSuchVersion(missing[0], template.id)
  return versions.filter((one) => numbers.some(([, number]) => one.number === number))
}

const describedTemplates = async (input: DescribeLaunchTemplateVersionsRequest, request: Ec2Request): Promise<LaunchTemplateRecord[]> =>
  namesTemplate(input) ? [await getTemplate(input, request)] : request.context.store.launchTemplates.list(request)

const highestNumber = 9_999_999_999

export const DescribeLaunchTemplateVersions = ec2Operation(ec2.DescribeLaunchTemplateVersions, {
  access(input, request) {
    checkInput(input)
    return accessToEverything(request)
  },

  async run(input, request) {
    const templates = await describedTemplates(input, request)
    const versions = await request.context.store.launchTemplates.versions<TemplateData>(templates.map(({ id }) => id))
    const rows = templates.flatMap((template): TemplateVersion[] => {
      const own = versions.filter(({ templateId }) => templateId === template.id)
      return wantedVersions(input, template, own).map((version) => ({ template, version }))
    })
    const rule = {
      operation: 'DescribeLaunchTemplateVersions',
      // The newest first, by numbers of one length.
      keyOf: ({ template, version }: TemplateVersion) => `${template.id} ${String(highestNumber - version.number).padStart(10, '0')}`,
      range: [1, 200] as const,
    }
    const page = paginate(request, input, { rows: applyFilters(versionFilters, input.Filters, rows), rule })
    const resolving = input.ResolveAlias === true ? request : undefined
    return { LaunchTemplateVersions: page.rows.map(({ template, version }) => showVersion(template, version, resolving)), NextToken: page.NextToken }
  },
})
