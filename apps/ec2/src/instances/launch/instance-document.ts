import type { Image, Instance, InstanceTypeInfo } from '@aws-sdk/client-ec2'
import { privateDnsName } from '../../dns-names.ts'
import type { PossibleLaunch } from './launch.ts'
import type { LaunchInput } from './launch-input.ts'

const cpuOptions = ({ CpuOptions: wanted = {} }: LaunchInput, { VCpuInfo = {} }: InstanceTypeInfo): Instance['CpuOptions'] => {
  const { CoreCount = VCpuInfo.DefaultCores, ThreadsPerCore = VCpuInfo.DefaultThreadsPerCore, AmdSevSnp } = wanted
  return { CoreCount, ThreadsPerCore, AmdSevSnp }
}

/** Xen starts every image as a BIOS machine, Graviton none; in between the image decides. */
const currentBootMode = (image: Image, { Hypervisor, SupportedBootModes = [] }: InstanceTypeInfo): Instance['CurrentInstanceBootMode'] => {
  if (image.Architecture === 'arm64') return 'uefi'
  const wantsUefi = image.BootMode === 'uefi' || image.BootMode === 'uefi-preferred'
  return wantsUefi && Hypervisor !== 'xen' && SupportedBootModes.includes('uefi') ? 'uefi' : 'legacy-bios'
}

// Members that are undefined are not kept.
const ofImage = (image: Image, type: InstanceTypeInfo): Instance => ({
  ImageId: image.ImageId,
  Architecture: image.Architecture,
  BootMode: image.BootMode,
  CurrentInstanceBootMode: currentBootMode(image, type),
  EnaSupport: image.EnaSupport ?? true,
  SriovNetSupport: image.SriovNetSupport,
  TpmSupport: image.TpmSupport,
  Platform: image.Platform,
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
  KeyName: input.KeyName,
  KernelId: input.KernelId,
  RamdiskId: input.RamdiskId,
  ClientToken: input.ClientToken,
  CapacityReservationSpecification: {
    CapacityReservationPreference: input.CapacityReservationSpecification?.CapacityReservationPreference ?? 'open',
  },
  CpuOptions: cpuOptions(input, type),
  EbsOptimized: input.EbsOptimized ?? false,
  EnclaveOptions: { Enabled: false, ...input.EnclaveOptions },
  HibernationOptions: { Configured: input.HibernationOptions?.Configured ?? false },
  MaintenanceOptions: { AutoRecovery: 'default', RebootMigration: 'default', ...input.MaintenanceOptions },
  Monitoring: { State: input.Monitoring?.Enabled === true ? 'enabled' : 'disabled' },
  NetworkPerformanceOptions: { BandwidthWeighting: 'default', ...input.NetworkPerformanceOptions },
  Operator: { Managed: false },
  PrivateDnsNameOptions: {
    HostnameType: 'ip-name',
    EnableResourceNameDnsARecord: false,
    EnableResourceNameDnsAAAARecord: false,
    ...input.PrivateDnsNameOptions,
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
