import type { InstanceBlockDeviceMapping, Volume } from '@aws-sdk/client-ec2'
import { addSeconds, wholeSeconds } from '@rolecall/clock'
import type { Ec2Request } from '../../context.ts'
import type { VolumeRow } from '../../volumes/volume.ts'
import type { PlannedVolume } from './block-devices.ts'
import type { PossibleLaunch } from './launch.ts'

/** Volumes are attached a moment after the launch. */
const attachTime = ({ now }: Ec2Request): Date => addSeconds(wholeSeconds(now), 1)

const volumeDocument = (planned: PlannedVolume, instanceId: string, { launch, request }: { launch: PossibleLaunch; request: Ec2Request }): Volume => ({
  AvailabilityZone: launch.placement.AvailabilityZone,
  AvailabilityZoneId: launch.placement.AvailabilityZoneId,
  Size: planned.size,
  VolumeType: planned.type as NonNullable<Volume['VolumeType']>,
  ...(planned.iops === undefined ? {} : { Iops: planned.iops }),
  ...(planned.throughput === undefined ? {} : { Throughput: planned.throughput }),
  SnapshotId: planned.snapshotId,
  Encrypted: planned.isEncrypted,
  ...(planned.kmsKeyId === undefined ? {} : { KmsKeyId: planned.kmsKeyId }),
  MultiAttachEnabled: false,
  Operator: { Managed: false },
  State: 'in-use',
  Attachments: [
    {
      InstanceId: instanceId,
      Device: planned.deviceName,
      State: 'attached',
      AttachTime: attachTime(request),
      DeleteOnTermination: planned.deleteOnTermination,
    },
  ],
})

/** The volumes of one instance, in the order of the plan. */
export const makeVolumes = (launch: PossibleLaunch, instanceId: string, request: Ec2Request): VolumeRow[] =>
  launch.volumes.map((planned) => {
    const id = request.context.ids.resourceId('vol')
    return {
      id,
      partition: request.partition,
      account: request.account,
      region: request.region,
      instanceId,
      deleteOnTermination: planned.deleteOnTermination,
      createdAt: wholeSeconds(request.now),
      tags: [...launch.tags.volume],
      document: volumeDocument(planned, instanceId, { launch, request }),
    }
  })

export const deviceMappings = (volumes: readonly VolumeRow[], request: Ec2Request): InstanceBlockDeviceMapping[] =>
  volumes.map(({ id, deleteOnTermination, document }) => ({
    DeviceName: document.Attachments?.[0]?.Device,
    Ebs: { AttachTime: attachTime(request), DeleteOnTermination: deleteOnTermination, Status: 'attached', VolumeId: id },
  }))
