import type { Correction } from './correction.ts'

const operations = ['CreateLaunchTemplate', 'CreateLaunchTemplateVersion', 'DeleteLaunchTemplate', 'DeleteLaunchTemplateVersions', 'DescribeLaunchTemplateVersions', 'ModifyLaunchTemplate']

// Every text that is not enormous.
const anyText = { min: 0, max: 4096, pattern: '[\\s\\S]*' }

/** A new template with an unfit name is refused with a code of its own, by the operation; elsewhere no template has such a name. */
export const ec2LaunchTemplateNames: readonly Correction[] = [
  ...operations.map((operation): Correction => ({
    service: 'ec2',
    structure: `${operation}Request`,
    members: { LaunchTemplateName: { constraints: anyText } },
  })),
  { service: 'ec2', structure: 'DescribeLaunchTemplatesRequest', members: { LaunchTemplateNames: { constraints: { member: anyText } } } },
]
