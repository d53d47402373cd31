import { wholeSeconds } from '@rolecall/clock'
import { mfaDeviceArn } from '@rolecall/ids'
import { iam } from '@rolecall/models'
import { requestTagKeys } from '@rolecall/pipeline'
import { iamOperation } from '../context.ts'
import { readTags, tagsIfAny } from '../tags/tags.ts'
import { deviceAlreadyExists } from './errors.ts'
import { newSeed, qrCode } from './seed.ts'

/** Nobody uses the device until EnableMFADevice. Only this answer shows its seed, as text of base32 and as a picture. */
export const CreateVirtualMFADevice = iamOperation(iam.CreateVirtualMFADevice, {
  effect: 'write',

  access(input, { partition, account }) {
    const resource = mfaDeviceArn(partition, account, { path: input.Path ?? '/', name: input.VirtualMFADeviceName })
    const check = { resource, conditionKeys: requestTagKeys(input.Tags) }
    const hasTags = input.Tags !== undefined && input.Tags.length > 0
    return hasTags ? [check, { ...check, action: 'iam:TagMFADevice' }] : [check]
  },

  async run(input, { context, partition, account, now }) {
    const tags = readTags(input.Tags, { ignoresCase: false })
    const serialNumber = mfaDeviceArn(partition, account, { path: input.Path ?? '/', name: input.VirtualMFADeviceName })
    const seed = newSeed(context.ids)
    const device = { serialNumber, partition, account, seed, createdAt: wholeSeconds(now), userId: null, enabledAt: null, tags }
    if (!(await context.store.mfaDevices.add(device))) throw deviceAlreadyExists()
    return {
      VirtualMFADevice: {
        SerialNumber: serialNumber,
        Base32StringSeed: Buffer.from(seed),
        QRCodePNG: await qrCode({ name: input.VirtualMFADeviceName, account, seed }),
        ...tagsIfAny(tags),
      },
    }
  },
})
