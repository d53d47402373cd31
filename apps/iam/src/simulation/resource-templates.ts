import { parseArn } from '@rolecall/ids'

const iam = (type: string, variable: string): [string, string] => [`iam:${type}`, 'arn:${Partition}:iam::${Account}:' + type + '/${' + variable + '}']
const ec2 = (type: string, variable: string): [string, string] => [`ec2:${type}`, 'arn:${Partition}:ec2:${Region}:${Account}:' + type + '/${' + variable + '}']

/** How AWS's service reference writes the ARNs of a type of resource. */
const templates: ReadonlyMap<string, string> = new Map([
  iam('group', 'GroupNameWithPath'),
  iam('instance-profile', 'InstanceProfileNameWithPath'),
  iam('policy', 'PolicyNameWithPath'),
  iam('role', 'RoleNameWithPath'),
  iam('user', 'UserNameWithPath'),
  ['ec2:image', 'arn:${Partition}:ec2:${Region}::image/${ImageId}'],
  ['ec2:snapshot', 'arn:${Partition}:ec2:${Region}::snapshot/${SnapshotId}'],
  ec2('instance', 'InstanceId'),
  ec2('key-pair', 'KeyPairName'),
  ec2('network-interface', 'NetworkInterfaceId'),
  ec2('security-group', 'SecurityGroupId'),
  ec2('subnet', 'SubnetId'),
  ec2('volume', 'VolumeId'),
  ec2('vpc', 'VpcId'),
  ['s3:bucket', 'arn:${Partition}:s3:::${BucketName}'],
  ['s3:object', 'arn:${Partition}:s3:::${BucketName}/${KeyName}'],
])

const typeOf = (resource: string): string | undefined => {
  const arn = parseArn(resource)
  if (arn === undefined) return undefined
  if (arn.service === 's3') return arn.resource.includes('/') ? 's3:object' : 's3:bucket'
  return `${arn.service}:${arn.resource.split('/')[0] ?? ''}`
}

/**
 * What an answer names as its resource: the one that was asked about, and for several of one type the template of their ARNs.
 * Undefined for several of unlike or unknown types.
 */
export const resourceName = (resources: readonly string[]): string | undefined => {
  if (resources.length === 1) return resources[0]
  const [type, ...others] = new Set(resources.map(typeOf))
  return type === undefined || others.length > 0 ? undefined : templates.get(type)
}
