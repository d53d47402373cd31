import type { AccountKey } from '@rolecall/store'

/** How AWS's simulator writes the ARNs of a service, whatever the resources asked about and their partition. */
const templates: ReadonlyMap<string, string> = new Map([
  ['ec2', 'arn:aws:ec2:${Region}:${Account}:${ResourceType}/${ResourcePath}'],
  ['iam', 'arn:aws:iam::${Account}:${ResourceType}/${ResourceName}'],
  ['s3', 'arn:aws:s3:::${BucketName}/${KeyName}'],
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
 * What an answer names as its resource: the one that was asked about, and for several the template of the action's service.
 * Undefined for several where no template is known.
 */
export const resourceName = (action: string, resources: readonly string[]): string | undefined =>
  resources.length === 1 ? resources[0] : templates.get(action.split(':')[0]?.toLowerCase() ?? '')
