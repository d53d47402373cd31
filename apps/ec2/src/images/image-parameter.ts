import type { Ec2Request } from '../context.ts'

const prefix = 'resolve:ssm:'
const publicPrefix = '/aws/'

/** The parameter of Systems Manager that a launch names in place of an image's id; undefined for an id. */
export const parameterOf = (image: string): string | undefined => (image.startsWith(prefix) ? image.slice(prefix.length) : undefined)

/** Without a version or a label, which no ARN has. */
const withoutSelector = (name: string): string => name.replace(/:[^:/]*$/, '')

/** AWS's own parameters belong to no account. */
export const parameterArn = (parameter: string, { partition, region, account }: Ec2Request): string => {
  if (parameter.startsWith('arn:')) return parameter.split(':').slice(0, 6).join(':')
  const name = withoutSelector(parameter)
  const owner = name.startsWith(publicPrefix) ? '' : account
  return `arn:${partition}:ssm:${region}:${owner}:parameter${name.startsWith('/') ? '' : '/'}${name}`
}
