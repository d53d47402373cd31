import type { Volume, VolumeAttachment } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, checkIds, type FilterTable, type IdRule, paginate, selectIds } from '../describe/index.ts'
import { showVolume, type VolumeRow } from './volume.ts'

const volumeIds: IdRule = {
  prefix: 'vol',
  notFoundCode: 'InvalidVolume.NotFound',
  malformedCode: 'InvalidVolumeID.Malformed',
  notFoundText: ([id = '']) => `The volume '${id}' does not exist.`,
  malformedText: (id) => `Invalid id: "${id}" (expecting "vol-...")`,
}

const ofAttachments =
  (read: (attachment: VolumeAttachment) => string | boolean | Date | undefined) =>
  ({ Attachments = [] }: Volume) =>
    Attachments.map(read)

const filters: FilterTable<Volume> = {
  names: {
    'attachment.attach-time': ofAttachments((of) => of.AttachTime),
    'attachment.delete-on-termination': ofAttachments((of) => of.DeleteOnTermination),
    'attachment.device': ofAttachments((of) => of.Device),
    'attachment.instance-id': ofAttachments((of) => of.InstanceId),
    'attachment.status': ofAttachments((of) => of.State),
    'availability-zone': (of) => of.AvailabilityZone,
    'availability-zone-id': (of) => of.AvailabilityZoneId,
    'create-time': (of) => of.CreateTime,
    encrypted: (of) => of.Encrypted,
    'fast-restored': (of) => of.FastRestored ?? false,
    'multi-attach-enabled': (of) => of.MultiAttachEnabled,
    'operator.managed': (of) => of.Operator?.Managed,
    'operator.principal': (of) => of.Operator?.Principal,
    size: (of) => of.Size,
    'snapshot-id': (of) => of.SnapshotId,
    status: (of) => of.State,
    'volume-id': (of) => of.VolumeId,
    'volume-type': (of) => of.VolumeType,
  },
  tags: (of) => of.Tags ?? [],
}

export const DescribeVolumes = ec2Operation(ec2.DescribeVolumes, {
  access: (_, request) => accessToEverything(request),

  async run(input, request) {
    const { VolumeIds } = input
    checkIds(volumeIds, VolumeIds)
    const wanted = VolumeIds === undefined || VolumeIds.length === 0 ? {} : { ids: VolumeIds }
    const rows = (await request.context.store.volumes.list<VolumeRow>(request, wanted)).map(showVolume)
    const named = selectIds(volumeIds, VolumeIds, { rows, idOf: (volume) => volume.VolumeId ?? '' })
    const rule = {
      operation: 'DescribeVolumes',
      keyOf: ({ CreateTime, VolumeId = '' }: Volume) => `${CreateTime?.toISOString() ?? ''} ${VolumeId}`,
      range: [5, 500] as const,
      ids: { given: VolumeIds, name: 'VolumeIds' },
    }
    const page = paginate(request, input, { rows: applyFilters(filters, input.Filters, named), rule })
    return { Volumes: page.rows, NextToken: page.NextToken }
  },
})
