import { refuse } from './refusal.ts'

const knownPartitions = /^(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-[a-z]|aws-eusc|\*|aws\*?)$/
const iamPath =
  /^(\*|root|user\/.*|federated-user\/.*|role\/.*|group\/.*|instance-profile\/.*|mfa\/.*|server-certificate\/.*|policy\/.*|sms-mfa\/.*|saml-provider\/.*|oidc-provider\/.*|report\/.*|access-report\/.*)$/s

const iamPathMessage =
  'IAM resource path must either be "*", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.'

// Buckets and objects are named without a region; what S3 has beside them is not, as policies that AWS manages show.
const regionalS3 = /^(accesspoint|access-grants|async-request|job|storage-lens|storage-lens-group)(\/|$)/

const checkIam = (resource: string, region: string | undefined, path: string): void => {
  if (region !== '') refuse(`IAM resource ${resource} cannot contain region information.`)
  if (!iamPath.test(path) && !/[*?$]/.test(path.split('/')[0] ?? '')) refuse(iamPathMessage)
}

/** The partition as AWS shows it: the parts that are missing are `*`, and whatever stands before it is `arn`. */
const partitionMessage = (parts: readonly string[]): string => {
  const [, partition = '', service = '*', region = '*', account = '*', ...rest] = parts
  return `Partition "${partition}" is not valid for resource "arn:${partition}:${service}:${region}:${account}:${rest.length === 0 ? '*' : rest.join(':')}".`
}

/** Refuses a resource that is neither `*` nor an ARN as AWS writes them; a short one is as good as one that ends in wildcards. */
// eslint-disable-next-line complexity -- the checks in the order recorded from AWS
export const checkResource = (resource: string): void => {
  if (resource === '*') return
  const parts = resource.split(':')
  const [, partition, service, region] = parts
  const path = parts.slice(5).join(':')
  if (partition === undefined) refuse(`Resource ${resource} must be in ARN format or "*".`)
  else if (!knownPartitions.test(partition)) refuse(partitionMessage(parts))
  if (parts[0] !== 'arn') refuse(`Resource ${resource} must be in ARN format or "*".`)
  if (service === undefined || /[*?]/.test(service)) refuse('Resource vendor must be fully qualified and cannot contain regexes.')
  if (service === 'iam') checkIam(resource, region, path)
  if (service === 's3' && region !== '' && !regionalS3.test(path)) refuse(`Resource ${resource} can not contain region information.`)
}

/** Whether an older parser of AWS's refuses a resource that the newer one takes: without service, or with a part left out in its middle. */
export const isLegacyRefused = (resource: string): boolean => {
  const parts = resource.split(':')
  return resource !== '*' && (parts[2] === '' || (parts.length < 6 && resource.includes('::')))
}
