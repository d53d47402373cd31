import { ec2 } from '@rolecall/models'
import { ec2Operation } from '../context.ts'
import { missingParameter } from '../errors.ts'
import { versionForDefault } from './errors.ts'
import { checkReference, getTemplate, lockTemplate, showTemplate, templateChecks } from './launch-template.ts'
import { versionNumber } from './version-numbers.ts'

/** Only the default version can be changed. */
export const ModifyLaunchTemplate = ec2Operation(ec2.ModifyLaunchTemplate, {
  access(input, request) {
    checkReference(input, 'modify the template')
    if (input.DefaultVersion === undefined) throw missingParameter('SetDefaultVersion')
    return templateChecks(input, request, { 'ec2:Attribute': 'DefaultVersion', 'ec2:Attribute/DefaultVersion': input.DefaultVersion })
  },

  lookUp: (input, request) => getTemplate(input, request),

  async run(input, request) {
    const { launchTemplates } = request.context.store
    const { DefaultVersion = '' } = input
    const template = await lockTemplate(input, request)
    const defaultVersion = versionNumber(DefaultVersion, template)
    if ((await launchTemplates.findVersion(template.id, defaultVersion)) === undefined) throw versionForDefault(DefaultVersion)
    const changed = { ...template, defaultVersion }
    await launchTemplates.save(changed)
    return { LaunchTemplate: showTemplate(changed) }
  },
})
