import type { DeleteLaunchTemplateVersionsResponseErrorItem, ResponseError } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import type { LaunchTemplateRecord } from '@rolecall/store'
import { ec2Operation } from '../context.ts'
import { checkReference, getTemplate, lockTemplate, templateChecks } from './launch-template.ts'
import { versionNumber } from './version-numbers.ts'

/** Why a version stays; undefined for one that goes. */
const refusalOf = (number: number, { defaultVersion }: LaunchTemplateRecord, existing: ReadonlySet<number>): ResponseError | undefined => {
  if (!existing.has(number)) return { Code: 'launchTemplateVersionDoesNotExist', Message: `Version ${number} of the launch template does not exist.` }
  if (number !== defaultVersion) return undefined
  return { Code: 'unexpectedError', Message: `Version ${number} is the default version of the launch template and cannot be deleted.` }
}

export const DeleteLaunchTemplateVersions = ec2Operation(ec2.DeleteLaunchTemplateVersions, {
  access(input, request) {
    checkReference(input, 'delete its versions')
    return templateChecks(input, request)
  },

  lookUp: (input, request) => getTemplate(input, request),

  async run(input, request) {
    const { launchTemplates } = request.context.store
    const template = await lockTemplate(input, request)
    const existing = new Set((await launchTemplates.versions([template.id])).map(({ number }) => number))
    const deleted: number[] = []
    const refused: DeleteLaunchTemplateVersionsResponseErrorItem[] = []
    const named = { LaunchTemplateId: template.id, LaunchTemplateName: template.name }
    for (const number of new Set(input.Versions.map((version) => versionNumber(version, template)))) {
      const ResponseError = refusalOf(number, template, existing)
      if (ResponseError === undefined) deleted.push(number)
      else refused.push({ ...named, VersionNumber: number, ResponseError })
    }
    await launchTemplates.removeVersions(template.id, deleted)
    const latestVersion = Math.max(...[...existing].filter((number) => !deleted.includes(number)))
    await launchTemplates.save({ ...template, latestVersion })
    return {
      SuccessfullyDeletedLaunchTemplateVersions: deleted.map((VersionNumber) => ({ ...named, VersionNumber })),
      UnsuccessfullyDeletedLaunchTemplateVersions: refused,
    }
  },
})
