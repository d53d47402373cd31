import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { getDeviceOf, takeCodes } from './mfa-device.ts'

/** Proves that the device shows the codes of this time; there is no drift to note, since codes come from its seed alone. */
export const ResyncMFADevice = iamOperation(iam.ResyncMFADevice, {
  access: async (input, request) => [await onEntity({ kind: 'user', name: input.UserName }, request)],

  async run(input, request) {
    const user = await request.context.entities.get('user', request, input.UserName)
    await takeCodes(await getDeviceOf(user, input, request), input, request)
    return undefined
  },
})
