import { parseArn } from '@rolecall/ids'

const iam = (type: string, variable: string): [string, string] => [`iam:${type}`, 'iam::${Account}:' + type + '/${' + variable + '}']
const ec2 = (type: string, variable: string): [string, string] => [`ec2:${type}`, 'ec2:${Region}:${Account}:' + type + '/${' + variable + '}']

/** How AWS's simulator writes the ARNs of a type of resource, after the partition. */
const templates: ReadonlyMap<string, string> = new Map([
  iam('group', 'GroupName'),
  iam('instance-profile', 'InstanceProfileName'),
  iam('policy', 'PolicyName'),
  iam('role', 'RoleName'),
  iam('user', 'UserName'),
  ['ec2:image', 'ec2:${Region}::image/${ImageId}'],
  ['ec2:snapshot', 'ec2:${Region}::snapshot/${SnapshotId}'],
  ec2('instance', 'InstanceId'),
  ec2('key-pair', 'KeyPairName'),
  ec2('network-interface', 'NetworkInterfaceId'),
  ec2('security-group', 'SecurityGroupId'),
  ec2('subnet', 'SubnetId'),
  ec2('volume', 'VolumeId'),
  ec2('vpc', 'VpcId'),
  // Buckets are written as objects are.
  ['s3', 's3:::${BucketName}/${KeyName}'],
])

interface Typed {
  partition: string
  type: string
}

const typeOf = (resource: string): Typed | undefined => {
  const arn = parseArn(resource)
  if (arn === undefined) return undefined
  return { partition: arn.partition, type: arn.service === 's3' ? 's3' : `${arn.service}:${arn.resource.split('/')[0] ?? ''}` }
}

/**
 * What an answer names as its resource: the one that was asked about, and for several of one type the template of their ARNs.
 * Undefined for several of unlike or unknown types.
 */
export const resourceName = (resources: readonly string[]): string | undefined => {
  if (resources.length === 1) return resources[0]
  const [first, ...others] = resources.map(typeOf)
  const template = first && templates.get(first.type)
  if (first === undefined || template === undefined) return undefined
  return others.every((other) => other?.type === first.type && other.partition === first.partition) ? `arn:${first.partition}:${template}` : undefined
}
