import { wholeSeconds } from '@rolecall/clock'
import { ec2 } from '@rolecall/models'
import type { LaunchTemplateRecord } from '@rolecall/store'
import { findMade, keepMade } from '../client-tokens.ts'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { checkReference, getTemplate, lockTemplate, templateChecks } from './launch-template.ts'
import { checkTemplateData, showVersion, type TemplateData, type VersionRow, warningsOf } from './template-data.ts'
import { getVersion } from './version-numbers.ts'

const operation = 'CreateLaunchTemplateVersion'

/** The source's members under those that are given. */
const overlaid = async (given: TemplateData, source: string | undefined, { template, request }: { template: LaunchTemplateRecord; request: Ec2Request }): Promise<TemplateData> =>
  source === undefined ? given : { ...(await getVersion(source, template, request)).data, ...given }

export const CreateLaunchTemplateVersion = ec2Operation(ec2.CreateLaunchTemplateVersion, {
  access(input, request) {
    checkReference(input, 'create a version of the template')
    checkTemplateData(input.LaunchTemplateData)
    return templateChecks(input, request)
  },

  lookUp: (input, request) => getTemplate(input, request),

  async run(input, request) {
    const { launchTemplates } = request.context.store
    const template = await lockTemplate(input, request)
    const resolving = input.ResolveAlias === true ? request : undefined
    const made = await findMade(operation, input, request)
    if (made !== undefined) return { LaunchTemplateVersion: showVersion(template, await getVersion(made, template, request), resolving) }
    const version: VersionRow = {
      templateId: template.id,
      number: template.lastNumber + 1,
      account: request.account,
      description: input.VersionDescription ?? null,
      createdAt: wholeSeconds(request.now),
      createdBy: request.caller.arn,
      data: await overlaid(input.LaunchTemplateData, input.SourceVersion, { template, request }),
    }
    const changed = { ...template, lastNumber: version.number, latestVersion: version.number }
    await launchTemplates.addVersion(version)
    await launchTemplates.save(changed)
    await keepMade({ operation, resourceId: String(version.number) }, input, request)
    return { LaunchTemplateVersion: showVersion(changed, version, resolving), ...warningsOf(version.data) }
  },
})
