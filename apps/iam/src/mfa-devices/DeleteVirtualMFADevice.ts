import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { mustDeactivateFirst } from './errors.ts'
import { getDevice, onDevice } from './mfa-device.ts'

export const DeleteVirtualMFADevice = iamOperation(iam.DeleteVirtualMFADevice, {
  access: async (input, request) => [await onDevice(input, request)],

  async run(input, request) {
    const device = await getDevice(input, request)
    if (device.enabledAt !== null) throw mustDeactivateFirst()
    await request.context.store.mfaDevices.remove(device.serialNumber)
    return undefined
  },
})
