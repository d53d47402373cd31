import type { BlockDeviceMapping, InstanceNetworkInterfaceSpecification, LaunchSpecification, SpotInstanceRequest } from '@aws-sdk/client-ec2'
import type { FilterTable, FilterValue } from '../describe/index.ts'

type Scalar = Exclude<FilterValue, readonly unknown[]>

const ofLaunch =
  (read: (specification: LaunchSpecification) => FilterValue) =>
  ({ LaunchSpecification: specification = {} }: SpotInstanceRequest): FilterValue =>
    read(specification)

const ofDevices = (read: (device: BlockDeviceMapping) => Scalar) => ofLaunch(({ BlockDeviceMappings = [] }) => BlockDeviceMappings.map(read))

const ofInterfaces = (read: (one: InstanceNetworkInterfaceSpecification) => FilterValue) =>
  ofLaunch(({ NetworkInterfaces = [] }) => NetworkInterfaces.flatMap<Scalar>((one) => read(one) as Scalar | Scalar[]))

/** The filters of DescribeSpotInstanceRequests. */
export const requestFilters: FilterTable<SpotInstanceRequest> = {
  names: {
    'availability-zone-group': (of) => of.AvailabilityZoneGroup,
    'create-time': (of) => of.CreateTime,
    'fault-code': (of) => of.Fault?.Code,
    'fault-message': (of) => of.Fault?.Message,
    'instance-id': (of) => of.InstanceId,
    'launch-group': (of) => of.LaunchGroup,
    'launch.block-device-mapping.delete-on-termination': ofDevices(({ Ebs }) => Ebs?.DeleteOnTermination),
    'launch.block-device-mapping.device-name': ofDevices(({ DeviceName }) => DeviceName),
    'launch.block-device-mapping.snapshot-id': ofDevices(({ Ebs }) => Ebs?.SnapshotId),
    'launch.block-device-mapping.volume-size': ofDevices(({ Ebs }) => Ebs?.VolumeSize),
    'launch.block-device-mapping.volume-type': ofDevices(({ Ebs }) => Ebs?.VolumeType),
    'launch.group-id': ofLaunch(({ SecurityGroups = [] }) => SecurityGroups.map(({ GroupId }) => GroupId)),
    'launch.group-name': ofLaunch(({ SecurityGroups = [] }) => SecurityGroups.map(({ GroupName }) => GroupName)),
    'launch.image-id': ofLaunch((of) => of.ImageId),
    'launch.instance-type': ofLaunch((of) => of.InstanceType),
    'launch.kernel-id': ofLaunch((of) => of.KernelId),
    'launch.key-name': ofLaunch((of) => of.KeyName),
    'launch.monitoring-enabled': ofLaunch((of) => of.Monitoring?.Enabled),
    'launch.ramdisk-id': ofLaunch((of) => of.RamdiskId),
    'launched-availability-zone': (of) => of.LaunchedAvailabilityZone,
    'launched-availability-zone-id': (of) => of.LaunchedAvailabilityZoneId,
    'network-interface.addresses.primary': ofInterfaces(({ PrivateIpAddresses = [] }) => PrivateIpAddresses.map(({ Primary }) => Primary)),
    'network-interface.delete-on-termination': ofInterfaces((of) => of.DeleteOnTermination),
    'network-interface.description': ofInterfaces((of) => of.Description),
    'network-interface.device-index': ofInterfaces((of) => of.DeviceIndex),
    'network-interface.group-id': ofInterfaces(({ Groups = [] }) => Groups),
    'network-interface.network-interface-id': ofInterfaces((of) => of.NetworkInterfaceId),
    'network-interface.private-ip-address': ofInterfaces((of) => of.PrivateIpAddress),
    'network-interface.subnet-id': ofInterfaces((of) => of.SubnetId),
    'product-description': (of) => of.ProductDescription,
    'spot-instance-request-id': (of) => of.SpotInstanceRequestId,
    'spot-price': (of) => of.SpotPrice,
    state: (of) => of.State,
    'status-code': (of) => of.Status?.Code,
    'status-message': (of) => of.Status?.Message,
    type: (of) => of.Type,
    'valid-from': (of) => of.ValidFrom,
    'valid-until': (of) => of.ValidUntil,
  },
  tags: (of) => of.Tags ?? [],
}
