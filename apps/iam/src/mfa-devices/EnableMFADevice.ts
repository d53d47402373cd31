import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { quotaExceeded } from '../errors.ts'
import { deviceInUse } from './errors.ts'
import { getDevice, takeCodes } from './mfa-device.ts'

export const EnableMFADevice = iamOperation(iam.EnableMFADevice, {
  access: async (input, request) => [await onEntity({ kind: 'user', name: input.UserName }, request)],

  async run(input, request) {
    const { context, now } = request
    const { mfaDevices } = context.store
    const user = await context.entities.get('user', request, input.UserName)
    const device = await getDevice(input, request)
    if (device.enabledAt !== null) throw deviceInUse()
    if ((await mfaDevices.ofUser(user.id)).length >= context.quotas.MFADevicesPerUser) throw quotaExceeded(context.quotas, 'MFADevicesPerUser')
    await mfaDevices.assign(device.serialNumber, { userId: user.id, enabledAt: wholeSeconds(now) })
    await takeCodes(device, input, request)
    return undefined
  },
})
