import type { InstanceAttribute, InstanceAttributeName } from '@aws-sdk/client-ec2'
import type { InstanceRow } from './instance.ts'

const valueOf = <Value>(value: Value | undefined): { Value?: Value } => (value === undefined ? {} : { Value: value })

type Show = (instance: InstanceRow) => InstanceAttribute

const show: Partial<Record<InstanceAttributeName, Show>> = {
  instanceType: ({ document }) => ({ InstanceType: valueOf(document.InstanceType) }),
  kernel: ({ document }) => ({ KernelId: valueOf(document.KernelId) }),
  ramdisk: ({ document }) => ({ RamdiskId: valueOf(document.RamdiskId) }),
  // Without user data there is no value: Terraform tells an empty one from none.
  userData: ({ userData }) => ({ UserData: valueOf(userData ?? undefined) }),
  disableApiTermination: ({ attributes }) => ({ DisableApiTermination: { Value: attributes.disableApiTermination ?? false } }),
  disableApiStop: ({ attributes }) => ({ DisableApiStop: { Value: attributes.disableApiStop ?? false } }),
  instanceInitiatedShutdownBehavior: ({ attributes }) => ({ InstanceInitiatedShutdownBehavior: { Value: attributes.shutdownBehavior ?? 'stop' } }),
  rootDeviceName: ({ document }) => ({ RootDeviceName: valueOf(document.RootDeviceName) }),
  blockDeviceMapping: ({ document }) => ({ BlockDeviceMappings: document.BlockDeviceMappings ?? [] }),
  productCodes: ({ document }) => ({ ProductCodes: document.ProductCodes ?? [] }),
  sourceDestCheck: ({ document }) => ({ SourceDestCheck: { Value: document.SourceDestCheck ?? true } }),
  groupSet: ({ document }) => ({ Groups: document.SecurityGroups ?? [] }),
  ebsOptimized: ({ document }) => ({ EbsOptimized: { Value: document.EbsOptimized ?? false } }),
  sriovNetSupport: ({ document }) => ({ SriovNetSupport: valueOf(document.SriovNetSupport) }),
  enclaveOptions: ({ document }) => ({ EnclaveOptions: { Enabled: document.EnclaveOptions?.Enabled ?? false } }),
}

/** What shows one attribute; undefined for names that are none. */
export const findAttribute = (name: string): Show | undefined => (Object.hasOwn(show, name) ? show[name as InstanceAttributeName] : undefined)
