import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onUserOrCaller, userNameFor } from '../users/calling-user.ts'
import { deviceNotFound } from './errors.ts'
import { getDeviceOf } from './mfa-device.ts'

/** The device stays, unused. */
export const DeactivateMFADevice = iamOperation(iam.DeactivateMFADevice, {
  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const { entities, store } = request.context
    const name = userNameFor(input.UserName, request)
    // Root has no devices here: only the console gives it some.
    if (name === undefined) throw deviceNotFound(input.SerialNumber)
    const { serialNumber } = await getDeviceOf(await entities.get('user', request, name), input, request)
    await store.mfaDevices.assign(serialNumber, undefined)
    return undefined
  },
})
