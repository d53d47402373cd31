import type { Volume } from '@aws-sdk/client-ec2'
import type { VolumeRecord } from '@rolecall/store'

export type VolumeRow = VolumeRecord<Volume>

/** The SDK's Volume; the times that JSON holds as text are dates again. */
export const showVolume = ({ id, document, createdAt, tags }: VolumeRow): Volume => ({
  ...document,
  VolumeId: id,
  CreateTime: createdAt,
  Attachments: (document.Attachments ?? []).map((attachment) => ({
    ...attachment,
    VolumeId: id,
    ...(attachment.AttachTime === undefined ? {} : { AttachTime: new Date(attachment.AttachTime) }),
  })),
  ...(tags.length > 0 ? { Tags: tags } : {}),
})
