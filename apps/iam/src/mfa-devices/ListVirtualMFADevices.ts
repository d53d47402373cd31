import { iam } from '@rolecall/models'
import type { MfaDeviceRecord, UserRecord } from '@rolecall/store'
import { iamOperation } from '../context.ts'
import { pageOfAll } from '../pagination.ts'
import { listedUser } from '../users/user.ts'

type Filter = (device: MfaDeviceRecord) => boolean

const filters: Readonly<Record<string, Filter>> = {
  Assigned: ({ enabledAt }) => enabledAt !== null,
  Unassigned: ({ enabledAt }) => enabledAt === null,
  Any: () => true,
}

const listed = ({ serialNumber, userId, enabledAt }: MfaDeviceRecord, users: ReadonlyMap<string, UserRecord>) => {
  const user = users.get(userId ?? '')
  return {
    SerialNumber: serialNumber,
    ...(user === undefined ? {} : { User: listedUser(user) }),
    ...(enabledAt === null ? {} : { EnableDate: enabledAt }),
  }
}

/** Shows neither seeds nor tags, as AWS does. */
export const ListVirtualMFADevices = iamOperation(iam.ListVirtualMFADevices, {
  access: (_input, { partition, account }) => [{ resource: `arn:${partition}:iam::${account}:mfa/` }],

  async run(input, { context, partition, account }) {
    const devices = (await context.store.mfaDevices.list({ partition, account })).filter(filters[input.AssignmentStatus ?? 'Any'] ?? (() => true))
    const { items, page } = pageOfAll(devices, input, ({ serialNumber }) => serialNumber)
    const users = await context.store.users.findMany(items.flatMap(({ userId }) => userId ?? []))
    const byId = new Map(users.map((user) => [user.id, user]))
    return { VirtualMFADevices: items.map((device) => listed(device, byId)), ...page }
  },
})
