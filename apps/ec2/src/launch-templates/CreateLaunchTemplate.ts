import { wholeSeconds } from '@rolecall/clock'
import { ec2 } from '@rolecall/models'
import { requestTagKeys } from '@rolecall/pipeline'
import { regionKeys } from '../access.ts'
import { findMade, keepMade } from '../client-tokens.ts'
import { ec2Operation } from '../context.ts'
import { createTagsChecks, readTagSpecifications } from '../tags/tag-rules.ts'
import { nameInUse } from './errors.ts'
import { checkTemplateName, getTemplate, showTemplate, templateArn } from './launch-template.ts'
import { checkTemplateData, warningsOf } from './template-data.ts'

const operation = 'CreateLaunchTemplate'

export const CreateLaunchTemplate = ec2Operation(ec2.CreateLaunchTemplate, {
  access({ LaunchTemplateName, LaunchTemplateData, TagSpecifications }, request) {
    checkTemplateName(LaunchTemplateName)
    checkTemplateData(LaunchTemplateData)
    const { 'launch-template': tags } = readTagSpecifications(TagSpecifications, ['launch-template'])
    const resource = templateArn(request, '*')
    return [
      { resource, conditionKeys: { ...regionKeys(request), ...requestTagKeys(tags) } },
      ...createTagsChecks(request, { action: operation, resource, tags }),
    ]
  },

  async run(input, request) {
    const { store, ids } = request.context
    const { partition, account, region, caller } = request
    const { LaunchTemplateName: name, LaunchTemplateData: data, VersionDescription: description = null } = input
    const made = await findMade(operation, input, request)
    if (made !== undefined) return { LaunchTemplate: showTemplate(await getTemplate({ LaunchTemplateId: made }, request)) }
    const [taken] = await store.launchTemplates.list(request, { names: [name] })
    if (taken !== undefined) throw nameInUse()
    const { 'launch-template': tags } = readTagSpecifications(input.TagSpecifications, ['launch-template'])
    const origin = { createdAt: wholeSeconds(request.now), createdBy: caller.arn }
    const numbers = { defaultVersion: 1, latestVersion: 1, lastNumber: 1 }
    const template = { id: ids.resourceId('lt'), partition, account, region, name, ...origin, ...numbers, tags }
    await store.launchTemplates.add(template)
    await store.launchTemplates.addVersion({ templateId: template.id, number: 1, account, description, ...origin, data })
    await keepMade({ operation, resourceId: template.id }, input, request)
    return { LaunchTemplate: showTemplate(template), ...warningsOf(data) }
  },
})
