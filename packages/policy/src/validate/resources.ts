import { refuse } from './refusal.ts'

const knownPartitions = /^(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-[a-z]|aws-eusc|\*|aws\*?)$/
const iamPath =
  /^(\*|root|user\/.*|federated-user\/.*|role\/.*|group\/.*|instance-profile\/.*|mfa\/.*|server-certificate\/.*|policy\/.*|sms-mfa\/.*|saml-provider\/.*|oidc-provider\/.*|report\/.*|access-report\/.*)$/s

const iamPathMessage =
  'IAM resource path must either be "*", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.'

const checkIam = (resource: string, region: string, path: string): void => {
  if (region !== '') refuse(`IAM resource ${resource} cannot contain region information.`)
  if (!iamPath.test(path) && !/[*?$]/.test(path.split('/')[0] ?? '')) refuse(iamPathMessage)
}

/** Refuses a resource that is neither `*` nor an ARN as AWS writes them. */
// eslint-disable-next-line complexity -- the checks in the order recorded from AWS
export const checkResource = (resource: string): void => {
  if (resource === '*') return
  const parts = resource.split(':')
  if (parts[0] !== 'arn') refuse(`Resource ${resource} must be in ARN format or "*".`)
  const [, partition = '*', service = '*', region = '*', account = '*'] = parts
  const path = parts.slice(5).join(':')
  if (!knownPartitions.test(partition)) {
    refuse(`Partition "${partition}" is not valid for resource "arn:${partition}:${service}:${region}:${account}:${path === '' ? '*' : path}".`)
  }
  if (/[*?]/.test(service)) refuse('Resource vendor must be fully qualified and cannot contain regexes.')
  if (service === 'iam') checkIam(resource, region, path)
  if (service === 's3' && region !== '') refuse(`Resource ${resource} can not contain region information.`)
}
