import type { Ec2Request } from '../context.ts'
import type { VolumeRow } from './volume.ts'

/** Deletes the volumes that go with these instances and makes their others available. */
export const detachVolumes = async (instanceIds: string[], { context }: Ec2Request): Promise<void> => {
  const { volumes } = context.store
  const attached = await volumes.ofInstances<VolumeRow>(instanceIds)
  await volumes.remove(attached.filter((volume) => volume.deleteOnTermination).map(({ id }) => id))
  for (const volume of attached.filter(({ deleteOnTermination }) => !deleteOnTermination)) {
    const document = { ...volume.document, State: 'available' as const, Attachments: [] }
    await volumes.save({ ...volume, instanceId: null, deleteOnTermination: false, document })
  }
}
