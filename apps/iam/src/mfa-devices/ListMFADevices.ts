import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { pageOfAll } from '../pagination.ts'
import { onUserOrCaller, userNameFor } from '../users/calling-user.ts'

export const ListMFADevices = iamOperation(iam.ListMFADevices, {
  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const { entities, store } = request.context
    const name = userNameFor(input.UserName, request)
    const user = name === undefined ? undefined : await entities.get('user', request, name)
    const devices = user === undefined ? [] : await store.mfaDevices.ofUser(user.id)
    const { items, page } = pageOfAll(devices, input, ({ serialNumber }) => serialNumber)
    const MFADevices = items.map(({ serialNumber, enabledAt }) => ({
      UserName: user?.name ?? '',
      SerialNumber: serialNumber,
      EnableDate: enabledAt ?? undefined,
    }))
    return { MFADevices, ...page }
  },
})
