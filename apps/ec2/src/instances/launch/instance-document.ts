import type { Image, Instance, InstanceTypeInfo } from '@aws-sdk/client-ec2'
import { privateDnsName } from '../../dns-names.ts'
import { coded } from '../../errors.ts'
import * as errors from './errors.ts'
import type { PossibleLaunch } from './launch.ts'
import type { LaunchInput } from './launch-input.ts'

const cpuOptions = ({ CpuOptions }: LaunchInput, { InstanceType, VCpuInfo }: InstanceTypeInfo): Instance['CpuOptions'] => {
  const typeName: string = InstanceType ?? ''
  const { DefaultCores, DefaultThreadsPerCore, ValidCores, ValidThreadsPerCore } = VCpuInfo ?? {}
  const { CoreCount = DefaultCores, ThreadsPerCore = DefaultThreadsPerCore } = CpuOptions ?? {}
  const isGiven = CpuOptions?.CoreCount !== undefined || CpuOptions?.ThreadsPerCore !== undefined
  if (isGiven && CoreCount !== undefined && !(ValidCores ?? [DefaultCores]).includes(CoreCount)) {
    throw errors.invalidCpuOptions('CoreCount', CoreCount, typeName)
  }
  if (isGiven && ThreadsPerCore !== undefined && !(ValidThreadsPerCore ?? [DefaultThreadsPerCore]).includes(ThreadsPerCore)) {
    throw errors.invalidCpuOptions('ThreadsPerCore', ThreadsPerCore, typeName)
  }
  return { CoreCount, ThreadsPerCore, ...(CpuOptions?.AmdSevSnp === undefined ? {} : { AmdSevSnp: CpuOptions.AmdSevSnp }) }
}

/** Xen starts every image as a BIOS machine, Graviton none; in between the image decides. */
const currentBootMode = (image: Image, { Hypervisor, SupportedBootModes = [] }: InstanceTypeInfo): Instance['CurrentInstanceBootMode'] => {
  if (image.Architecture === 'arm64') return 'uefi'
  const wantsUefi = image.BootMode === 'uefi' || image.BootMode === 'uefi-preferred'
  return wantsUefi && Hypervisor !== 'xen' && SupportedBootModes.includes('uefi') ? 'uefi' : 'legacy-bios'
}

const hibernationOptions = ({ HibernationOptions }: LaunchInput, { InstanceType, HibernationSupported }: InstanceTypeInfo): Instance['HibernationOptions'] => {
  const isConfigured = HibernationOptions?.Configured ?? false
  if (isConfigured && HibernationSupported !== true) {
    throw coded('UnsupportedHibernationConfiguration')(`The instance type '${InstanceType ?? ''}' does not support hibernation.`)
  }
  return { Configured: isConfigured }
}

const ofImage = (image: Image, type: InstanceTypeInfo): Instance => ({
  ImageId: image.ImageId,
  Architecture: image.Architecture,
  ...(image.BootMode === undefined ? {} : { BootMode: image.BootMode }),
  CurrentInstanceBootMode: currentBootMode(image, type),
  EnaSupport: image.EnaSupport ?? true,
  ...(image.SriovNetSupport === undefined ? {} : { SriovNetSupport: image.SriovNetSupport }),
  ...(image.TpmSupport === undefined ? {} : { TpmSupport: image.TpmSupport }),
  ...(image.Platform === undefined ? {} : { Platform: image.Platform }),
  PlatformDetails: image.PlatformDetails ?? 'Linux/UNIX',
  UsageOperation: image.UsageOperation ?? 'RunInstances',
  ProductCodes: image.ProductCodes ?? [],
  RootDeviceName: image.RootDeviceName,
  RootDeviceType: image.RootDeviceType,
  VirtualizationType: image.VirtualizationType ?? 'hvm',
  // AWS says `xen` of its Nitro system too.
  Hypervisor: 'xen',
})

const ofInput = (input: LaunchInput, type: InstanceTypeInfo): Instance => ({
  InstanceType: type.InstanceType,
  ...(input.KeyName === undefined ? {} : { KeyName: input.KeyName }),
  ...(input.KernelId === undefined ? {} : { KernelId: input.KernelId }),
  ...(input.RamdiskId === undefined ? {} : { RamdiskId: input.RamdiskId }),
  ...(input.ClientToken === undefined ? {} : { ClientToken: input.ClientToken }),
  CapacityReservationSpecification: {
    CapacityReservationPreference: input.CapacityReservationSpecification?.CapacityReservationPreference ?? 'open',
  },
  CpuOptions: cpuOptions(input, type),
  EbsOptimized: input.EbsOptimized ?? false,
  EnclaveOptions: { Enabled: input.EnclaveOptions?.Enabled ?? false },
  HibernationOptions: hibernationOptions(input, type),
  MaintenanceOptions: { AutoRecovery: input.MaintenanceOptions?.AutoRecovery ?? 'default', RebootMigration: 'default' },
  Monitoring: { State: input.Monitoring?.Enabled === true ? 'enabled' : 'disabled' },
  NetworkPerformanceOptions: { BandwidthWeighting: input.NetworkPerformanceOptions?.BandwidthWeighting ?? 'default' },
  Operator: { Managed: false },
  PrivateDnsNameOptions: {
    HostnameType: input.PrivateDnsNameOptions?.HostnameType ?? 'ip-name',
    EnableResourceNameDnsARecord: input.PrivateDnsNameOptions?.EnableResourceNameDnsARecord ?? false,
    EnableResourceNameDnsAAAARecord: input.PrivateDnsNameOptions?.EnableResourceNameDnsAAAARecord ?? false,
  },
})

/** What all instances of a launch have alike. */
export const launchDocument = ({ input, image, type, placement }: PossibleLaunch, now: Date): Instance => ({
  ...ofImage(image, type),
  ...ofInput(input, type),
  Placement: placement,
  UsageOperationUpdateTime: now,
  SourceDestCheck: true,
})

/** `i-….ec2.internal` where the launch asks for names by id. */
export const instanceDnsName = (document: Instance, instance: { id: string; privateIp: string; region: string }): string => {
  const byAddress = privateDnsName(instance.privateIp, instance.region)
  const isByName = document.PrivateDnsNameOptions?.HostnameType === 'resource-name'
  return isByName ? `${instance.id}${byAddress.slice(byAddress.indexOf('.'))}` : byAddress
}
