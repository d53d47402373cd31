import { isoSeconds } from '@rolecall/clock'
import { jsonDocument } from './json-document.ts'
import type { Instance } from './snapshot.ts'

const codesOfType = (instance: Instance, type: string): string[] | null => {
  const codes = (instance.document.ProductCodes ?? []).filter((code) => code.ProductCodeType === type)
  return codes.length === 0 ? null : codes.map((code) => code.ProductCodeId ?? '')
}

/** The instance identity document; the same bytes from one start to the next, since signatures cover them. */
export const identityDocument = (instance: Instance): string => {
  const { document } = instance
  return jsonDocument([
    ['accountId', instance.account],
    ['architecture', (document.Architecture ?? 'x86_64').replace(/_mac$/, '')],
    ['availabilityZone', document.Placement?.AvailabilityZone ?? null],
    ['billingProducts', null],
    ['devpayProductCodes', codesOfType(instance, 'devpay')],
    ['marketplaceProductCodes', codesOfType(instance, 'marketplace')],
    ['imageId', document.ImageId ?? null],
    ['instanceId', instance.id],
    ['instanceType', document.InstanceType ?? null],
    ['kernelId', document.KernelId ?? null],
    ['pendingTime', isoSeconds(instance.launchedAt)],
    ['privateIp', instance.privateIp],
    ['ramdiskId', document.RamdiskId ?? null],
    ['region', instance.region],
    ['version', '2017-09-30'],
  ])
}
