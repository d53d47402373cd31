import type { LaunchTemplateRecord } from '@rolecall/store'
import type { Ec2Request } from '../context.ts'
import { invalidVersion, noSuchVersion } from './errors.ts'
import type { TemplateData, VersionRow } from './template-data.ts'

const wholeNumber = /^\d+$/
// No template has so many, and the store has no higher numbers.
const highestNumber = 2_147_483_647

/** The number that a version's name stands for in its template. */
export const versionNumber = (version: string, { defaultVersion, latestVersion }: LaunchTemplateRecord): number => {
  if (version === '$Default') return defaultVersion
  if (version === '$Latest') return latestVersion
  if (!wholeNumber.test(version)) throw invalidVersion()
  return Math.min(Number(version), highestNumber)
}

export const getVersion = async (version: string, template: LaunchTemplateRecord, request: Ec2Request): Promise<VersionRow> => {
  const found = await request.context.store.launchTemplates.findVersion<TemplateData>(template.id, versionNumber(version, template))
  if (found === undefined) throw noSuchVersion(version, template.id)
  return found
}
