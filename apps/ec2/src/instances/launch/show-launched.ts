import type { Reservation } from '@aws-sdk/client-ec2'
import type { InstanceHead } from '@rolecall/store'
import type { Ec2Request } from '../../context.ts'
import type { UsableProfile } from '../../profile-associations/named-profile.ts'
import { momentOf } from '../instance-documents.ts'
import { type InstanceRow, withDates } from '../instance.ts'
import { reservations, showInstance } from '../show-instance.ts'

/** The answer of a launch: everything is pending. */
export const showLaunched = (instances: readonly InstanceRow[], profile: UsableProfile | undefined): Reservation | undefined => {
  const moment = {
    state: 'pending',
    profile: { profileArn: profile?.arn ?? null, profileId: profile?.id ?? null },
    isMetadataPending: true,
    isMonitoringPending: false,
  } as const
  return reservations(instances.map((row) => ({ row, instance: showInstance(row, moment) })))[0]
}

/** The answer of a launch that was made before: the instances as they are now. */
export const showStarted = async (heads: readonly InstanceHead[], request: Ec2Request): Promise<Reservation | undefined> => {
  const rows = await request.context.store.instances.findMany<InstanceRow>(heads.map(({ id }) => id))
  const byId = new Map(rows.map((row) => [row.id, withDates(row)]))
  const shown = heads.flatMap((head) => {
    const row = byId.get(head.id)
    return row === undefined ? [] : [{ row, instance: showInstance(row, momentOf(row, head, request)) }]
  })
  return reservations(shown)[0]
}
