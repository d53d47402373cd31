import { ec2 } from '@rolecall/models'
import { ec2Operation } from '../context.ts'
import { checkReference, getTemplate, lockTemplate, showTemplate, templateChecks } from './launch-template.ts'

/** All versions go with their template. */
export const DeleteLaunchTemplate = ec2Operation(ec2.DeleteLaunchTemplate, {
  access(input, request) {
    checkReference(input, 'delete the template')
    return templateChecks(input, request)
  },

  lookUp: (input, request) => getTemplate(input, request),

  async run(input, request) {
    const template = await lockTemplate(input, request)
    await request.context.store.launchTemplates.remove(template.id)
    return { LaunchTemplate: showTemplate(template) }
  },
})
