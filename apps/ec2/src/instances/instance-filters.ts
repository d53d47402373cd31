import type { Instance, InstanceBlockDeviceMapping, InstanceNetworkInterface, InstancePrivateIpAddress } from '@aws-sdk/client-ec2'
import type { FilterTable, FilterValue } from '../describe/index.ts'
import type { ShownInstance } from './instance-documents.ts'

type Names = Record<string, (shown: ShownInstance) => FilterValue>
type One = Exclude<FilterValue, readonly unknown[]>

const ofInstance =
  (read: (instance: Instance) => FilterValue) =>
  ({ instance }: ShownInstance): FilterValue =>
    read(instance)

const ofInterfaces =
  (read: (networkInterface: InstanceNetworkInterface) => FilterValue) =>
  ({ instance }: ShownInstance): FilterValue =>
    (instance.NetworkInterfaces ?? []).flatMap<One>((networkInterface) => read(networkInterface))

const ofAddresses = (read: (address: InstancePrivateIpAddress) => One) => ofInterfaces(({ PrivateIpAddresses = [] }) => PrivateIpAddresses.map(read))

const ofDevices = (read: (device: InstanceBlockDeviceMapping) => One) => ofInstance(({ BlockDeviceMappings = [] }) => BlockDeviceMappings.map(read))

const profileName = (arn: string | undefined): string | undefined => arn?.slice(arn.lastIndexOf('/') + 1)

const instanceNames: Names = {
  architecture: ofInstance((of) => of.Architecture),
  'availability-zone': ofInstance((of) => of.Placement?.AvailabilityZone),
  'availability-zone-id': ofInstance((of) => of.Placement?.AvailabilityZoneId),
  'boot-mode': ofInstance((of) => of.BootMode),
  'capacity-reservation-id': ofInstance((of) => of.CapacityReservationId),
  'capacity-reservation-specification.capacity-reservation-preference': ofInstance((of) => of.CapacityReservationSpecification?.CapacityReservationPreference),
  'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id': () => undefined,
  'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn': () => undefined,
  'client-token': ofInstance((of) => of.ClientToken),
  'current-instance-boot-mode': ofInstance((of) => of.CurrentInstanceBootMode),
  'dns-name': ofInstance((of) => of.PublicDnsName),
  'ebs-optimized': ofInstance((of) => of.EbsOptimized),
  'ena-support': ofInstance((of) => of.EnaSupport),
  'enclave-options.enabled': ofInstance((of) => of.EnclaveOptions?.Enabled),
  'hibernation-options.configured': ofInstance((of) => of.HibernationOptions?.Configured),
  'host-id': ofInstance((of) => of.Placement?.HostId),
  hypervisor: ofInstance((of) => of.Hypervisor),
  'image-id': ofInstance((of) => of.ImageId),
  'instance-id': ({ row }) => row.id,
  'instance-lifecycle': ofInstance((of) => of.InstanceLifecycle),
  'instance-type': ofInstance((of) => of.InstanceType),
  'ip-address': ofInstance((of) => of.PublicIpAddress),
  'ipv6-address': ofInstance((of) => of.Ipv6Address),
  'kernel-id': ofInstance((of) => of.KernelId),
  'key-name': ofInstance((of) => of.KeyName),
  'launch-index': ({ row }) => row.launchIndex,
  'launch-time': ({ row }) => row.launchedAt,
  'monitoring-state': ofInstance((of) => of.Monitoring?.State),
  'operator.managed': ofInstance((of) => of.Operator?.Managed),
  'operator.principal': ofInstance((of) => of.Operator?.Principal),
  'outpost-arn': ofInstance((of) => of.OutpostArn),
  'owner-id': ({ row }) => row.account,
  platform: ofInstance((of) => of.Platform),
  'platform-details': ofInstance((of) => of.PlatformDetails),
  'private-dns-name': ofInstance((of) => of.PrivateDnsName),
  'private-ip-address': ofInstance((of) => of.PrivateIpAddress),
  'product-code': ofInstance((of) => (of.ProductCodes ?? []).map((code) => code.ProductCodeId)),
  'product-code.type': ofInstance((of) => (of.ProductCodes ?? []).map((code) => code.ProductCodeType)),
  'ramdisk-id': ofInstance((of) => of.RamdiskId),
  reason: ofInstance((of) => of.StateTransitionReason),
  'requester-id': () => undefined,
  'reservation-id': ({ row }) => row.reservationId,
  'root-device-name': ofInstance((of) => of.RootDeviceName),
  'root-device-type': ofInstance((of) => of.RootDeviceType),
  'source-dest-check': ofInstance((of) => of.SourceDestCheck),
  'spot-instance-request-id': ofInstance((of) => of.SpotInstanceRequestId),
  'subnet-id': ofInstance((of) => of.SubnetId),
  tenancy: ofInstance((of) => of.Placement?.Tenancy),
  'tpm-support': ofInstance((of) => of.TpmSupport),
  'usage-operation': ofInstance((of) => of.UsageOperation),
  'usage-operation-update-time': ofInstance((of) => of.UsageOperationUpdateTime),
  'virtualization-type': ofInstance((of) => of.VirtualizationType),
  'vpc-id': ofInstance((of) => of.VpcId),
}

const stateNames: Names = {
  'instance-state-code': ofInstance((of) => of.State?.Code),
  'instance-state-name': ofInstance((of) => of.State?.Name),
  'state-reason-code': ofInstance((of) => of.StateReason?.Code),
  'state-reason-message': ofInstance((of) => of.StateReason?.Message),
}

const partNames: Names = {
  affinity: ofInstance((of) => of.Placement?.Affinity),
  'block-device-mapping.attach-time': ofDevices((of) => of.Ebs?.AttachTime),
  'block-device-mapping.delete-on-termination': ofDevices((of) => of.Ebs?.DeleteOnTermination),
  'block-device-mapping.device-name': ofDevices((of) => of.DeviceName),
  'block-device-mapping.status': ofDevices((of) => of.Ebs?.Status),
  'block-device-mapping.volume-id': ofDevices((of) => of.Ebs?.VolumeId),
  'iam-instance-profile.arn': ofInstance((of) => of.IamInstanceProfile?.Arn),
  'iam-instance-profile.id': ofInstance((of) => of.IamInstanceProfile?.Id),
  'iam-instance-profile.name': ofInstance((of) => profileName(of.IamInstanceProfile?.Arn)),
  'instance.group-id': ofInstance((of) => (of.SecurityGroups ?? []).map((group) => group.GroupId)),
  'instance.group-name': ofInstance((of) => (of.SecurityGroups ?? []).map((group) => group.GroupName)),
  // Names from the time of EC2-Classic, when these groups had no VPC.
  'group-id': () => undefined,
  'group-name': () => undefined,
  'maintenance-options.auto-recovery': ofInstance((of) => of.MaintenanceOptions?.AutoRecovery),
  'metadata-options.http-endpoint': ofInstance((of) => of.MetadataOptions?.HttpEndpoint),
  'metadata-options.http-protocol-ipv4': ofInstance((of) => of.MetadataOptions?.HttpEndpoint),
  'metadata-options.http-protocol-ipv6': ofInstance((of) => of.MetadataOptions?.HttpProtocolIpv6),
  'metadata-options.http-put-response-hop-limit': ofInstance((of) => of.MetadataOptions?.HttpPutResponseHopLimit),
  'metadata-options.http-tokens': ofInstance((of) => of.MetadataOptions?.HttpTokens),
  'metadata-options.instance-metadata-tags': ofInstance((of) => of.MetadataOptions?.InstanceMetadataTags),
  'metadata-options.state': ofInstance((of) => of.MetadataOptions?.State),
  'network-performance-options.bandwidth-weighting': ofInstance((of) => of.NetworkPerformanceOptions?.BandwidthWeighting),
  'placement-group-name': ofInstance((of) => of.Placement?.GroupName),
  'placement-partition-number': ofInstance((of) => of.Placement?.PartitionNumber),
  'private-dns-name-options.enable-resource-name-dns-a-record': ofInstance((of) => of.PrivateDnsNameOptions?.EnableResourceNameDnsARecord),
  'private-dns-name-options.enable-resource-name-dns-aaaa-record': ofInstance((of) => of.PrivateDnsNameOptions?.EnableResourceNameDnsAAAARecord),
  'private-dns-name-options.hostname-type': ofInstance((of) => of.PrivateDnsNameOptions?.HostnameType),
}

const interfaceNames: Names = {
  'network-interface.addresses.association.allocation-id': () => undefined,
  'network-interface.addresses.association.association-id': () => undefined,
  'network-interface.addresses.association.carrier-ip': ofAddresses((of) => of.Association?.CarrierIp),
  'network-interface.addresses.association.customer-owned-ip': ofAddresses((of) => of.Association?.CustomerOwnedIp),
  'network-interface.addresses.association.ip-owner-id': ofAddresses((of) => of.Association?.IpOwnerId),
  'network-interface.addresses.association.public-dns-name': ofAddresses((of) => of.Association?.PublicDnsName),
  'network-interface.addresses.association.public-ip': ofAddresses((of) => of.Association?.PublicIp),
  'network-interface.addresses.primary': ofAddresses((of) => of.Primary),
  'network-interface.addresses.private-dns-name': ofAddresses((of) => of.PrivateDnsName),
  'network-interface.addresses.private-ip-address': ofAddresses((of) => of.PrivateIpAddress),
  'network-interface.association.allocation-id': () => undefined,
  'network-interface.association.association-id': () => undefined,
  'network-interface.association.carrier-ip': ofInterfaces((of) => of.Association?.CarrierIp),
  'network-interface.association.customer-owned-ip': ofInterfaces((of) => of.Association?.CustomerOwnedIp),
  'network-interface.association.ip-owner-id': ofInterfaces((of) => of.Association?.IpOwnerId),
  'network-interface.association.public-dns-name': ofInterfaces((of) => of.Association?.PublicDnsName),
  'network-interface.association.public-ip': ofInterfaces((of) => of.Association?.PublicIp),
  'network-interface.attachment.attach-time': ofInterfaces((of) => of.Attachment?.AttachTime),
  'network-interface.attachment.attachment-id': ofInterfaces((of) => of.Attachment?.AttachmentId),
  'network-interface.attachment.delete-on-termination': ofInterfaces((of) => of.Attachment?.DeleteOnTermination),
  'network-interface.attachment.device-index': ofInterfaces((of) => of.Attachment?.DeviceIndex),
  'network-interface.attachment.instance-id': ({ row }) => row.id,
  'network-interface.attachment.instance-owner-id': ({ row }) => row.account,
  'network-interface.attachment.network-card-index': ofInterfaces((of) => of.Attachment?.NetworkCardIndex),
  'network-interface.attachment.status': ofInterfaces((of) => of.Attachment?.Status),
  'network-interface.availability-zone': ofInstance((of) => of.Placement?.AvailabilityZone),
  'network-interface.deny-all-igw-traffic': () => undefined,
  'network-interface.description': ofInterfaces((of) => of.Description),
  'network-interface.group-id': ofInterfaces((of) => (of.Groups ?? []).map((group) => group.GroupId ?? '')),
  'network-interface.group-name': ofInterfaces((of) => (of.Groups ?? []).map((group) => group.GroupName ?? '')),
  'network-interface.ipv4-prefixes.ipv4-prefix': ofInterfaces((of) => (of.Ipv4Prefixes ?? []).map((prefix) => prefix.Ipv4Prefix)),
  'network-interface.ipv6-address': ofInterfaces((of) => (of.Ipv6Addresses ?? []).map((address) => address.Ipv6Address)),
  'network-interface.ipv6-addresses.ipv6-address': ofInterfaces((of) => (of.Ipv6Addresses ?? []).map((address) => address.Ipv6Address)),
  'network-interface.ipv6-addresses.is-primary-ipv6': ofInterfaces((of) => (of.Ipv6Addresses ?? []).map((address) => address.IsPrimaryIpv6)),
  'network-interface.ipv6-native': () => undefined,
  'network-interface.ipv6-prefixes.ipv6-prefix': ofInterfaces((of) => (of.Ipv6Prefixes ?? []).map((prefix) => prefix.Ipv6Prefix)),
  'network-interface.mac-address': ofInterfaces((of) => of.MacAddress),
  'network-interface.network-interface-id': ofInterfaces((of) => of.NetworkInterfaceId),
  'network-interface.operator.managed': ofInterfaces((of) => of.Operator?.Managed),
  'network-interface.operator.principal': ofInterfaces((of) => of.Operator?.Principal),
  'network-interface.outpost-arn': () => undefined,
  'network-interface.owner-id': ofInterfaces((of) => of.OwnerId),
  'network-interface.private-dns-name': ofInterfaces((of) => of.PrivateDnsName),
  'network-interface.private-ip-address': ofInterfaces((of) => of.PrivateIpAddress),
  'network-interface.public-dns-name': ofInterfaces((of) => of.Association?.PublicDnsName),
  'network-interface.requester-id': () => undefined,
  'network-interface.requester-managed': ofInterfaces(() => false),
  'network-interface.source-dest-check': ofInterfaces((of) => of.SourceDestCheck),
  'network-interface.status': ofInterfaces((of) => of.Status),
  'network-interface.subnet-id': ofInterfaces((of) => of.SubnetId),
  'network-interface.tag-key': () => undefined,
  'network-interface.tag-value': () => undefined,
  'network-interface.vpc-id': ofInterfaces((of) => of.VpcId),
}

/** The filters of DescribeInstances. */
export const instanceFilters: FilterTable<ShownInstance> = {
  names: { ...instanceNames, ...stateNames, ...partNames, ...interfaceNames },
  tags: ({ row }) => row.tags,
}
