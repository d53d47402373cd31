import type { Image, InstanceTypeInfo } from '@aws-sdk/client-ec2'
import { type AwsError, instanceTypes } from '@rolecall/models'
import type { Ec2Request } from '../../context.ts'
import { coded } from '../../errors.ts'
import * as errors from './errors.ts'

/** AWS's own choice for requests that name no type. */
const defaultType = 'm1.small'

export const findLaunchType = (name: string = defaultType): InstanceTypeInfo => {
  const type = instanceTypes().get(name)
  if (type === undefined) throw errors.invalidInstanceType(name)
  return type
}
// TEMPORARY
export const findLaunchImage = (id: string, _request: Ec2Request): Promise<Image | undefined> => {
  if (id !== 'ami-0fef201115eefe936') return Promise.resolve(undefined)
  return Promise.resolve({
    ImageId: id, Architecture: 'x86_64', RootDeviceName: '/dev/xvda', RootDeviceType: 'ebs', ImdsSupport: 'v2.0', BootMode: 'uefi-preferred', OwnerId: '137112412989', ImageOwnerAlias: 'amazon', Public: true,
    BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-01234567890abcdef', VolumeSize: 8, VolumeType: 'gp3', DeleteOnTermination: true, Encrypted: false } }],
  })
}
export const missingImage = (id: string): AwsError => coded('InvalidAMIID.NotFound')(`The image id '[${id}]' does not exist`)
