import { ec2Arn } from '@rolecall/ids'
import type { ConditionKeys } from '@rolecall/pipeline'
import type { Ec2Request } from '../context.ts'
import type { VolumeRow } from './volume.ts'

/** The ARN of a snapshot, which may belong to others and names no account. */
export const snapshotArn = (request: Ec2Request, id: string): string => ec2Arn({ ...request, account: '' }, 'snapshot', id)

/** The keys that an existing volume brings to checks on it, besides those of its tags. */
export const volumeKeys = ({ id, document }: VolumeRow, request: Ec2Request): ConditionKeys => {
  const { SnapshotId = '' } = document
  return {
    'ec2:VolumeID': id,
    'ec2:VolumeSize': document.Size?.toString(),
    'ec2:VolumeType': document.VolumeType,
    'ec2:VolumeIops': document.Iops?.toString(),
    'ec2:VolumeThroughput': document.Throughput?.toString(),
    'ec2:Encrypted': String(document.Encrypted ?? false),
    'ec2:ParentSnapshot': SnapshotId === '' ? undefined : snapshotArn(request, SnapshotId),
    'ec2:AvailabilityZone': document.AvailabilityZone,
    'ec2:AvailabilityZoneId': document.AvailabilityZoneId,
  }
}
