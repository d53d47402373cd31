import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onUserOrCaller, userNameFor } from '../users/calling-user.ts'
import { deviceNotFound } from './errors.ts'
import { getDeviceOf } from './mfa-device.ts'

export const GetMFADevice = iamOperation(iam.GetMFADevice, {
  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const name = userNameFor(input.UserName, request)
    if (name === undefined) throw deviceNotFound(input.SerialNumber)
    const user = await request.context.entities.get('user', request, name)
    const { serialNumber, enabledAt } = await getDeviceOf(user, input, request)
    return { UserName: user.name, SerialNumber: serialNumber, ...(enabledAt === null ? {} : { EnableDate: enabledAt }) }
  },
})
