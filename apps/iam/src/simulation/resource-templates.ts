import { parseArn } from '@rolecall/ids'
import type { AccountKey } from '@rolecall/store'

/** How AWS's simulator writes the ARNs of a service after the partition, whatever the resources asked about. */
const templates: ReadonlyMap<string, string> = new Map([
  ['ec2', 'ec2:${Region}:${Account}:${ResourceType}/${ResourcePath}'],
  ['iam', 'iam::${Account}:${ResourceType}/${ResourceName}'],
  ['s3', 's3:::${BucketName}/${KeyName}'],
])

/** Lists that are authorized on the ARN that all they list begins with. */
const listed: ReadonlyMap<string, string> = new Map([
  ['iam:listgroups', 'group'],
  ['iam:listinstanceprofiles', 'instance-profile'],
  ['iam:listpolicies', 'policy'],
  ['iam:listroles', 'role'],
  ['iam:listservercertificates', 'server-certificate'],
  ['iam:listusers', 'user'],
  ['iam:listvirtualmfadevices', 'mfa'],
])

/** What an action is asked about when no resource is named; lists are the account's whose caller asks. */
export const defaultResource = (action: string, { partition, account }: AccountKey): string => {
  const type = listed.get(action.toLowerCase())
  return type === undefined ? '*' : `arn:${partition}:iam::${account}:${type}/`
}

/**
 * What an answer names as its resource: the one that was asked about, and for several the template of the action's service
 * in the partition of the first. Undefined for several where no template is known.
 */
export const resourceName = (action: string, resources: readonly string[]): string | undefined => {
  const [first = ''] = resources
  if (resources.length === 1) return first
  const template = templates.get(action.split(':')[0]?.toLowerCase() ?? '')
  return template && `arn:${parseArn(first)?.partition ?? 'aws'}:${template}`
}
