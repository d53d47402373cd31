import type { Service } from '../service.ts'
import type { ScalarKind } from '../shapes.ts'

// The SDK's schemas have one kind of number. These members of requests take fractions or 64 bits; all others are
// signed 32-bit integers, and anything else given for them is malformed.
const kinds: Readonly<Record<Service, { readonly double: readonly string[]; readonly long: readonly string[] }>> = {
  iam: { double: [], long: [] },
  sts: { double: [], long: [] },
  ec2: {
    double: [
      'ClientData.UploadSize',
      'FleetLaunchTemplateOverridesRequest.Priority',
      'FleetLaunchTemplateOverridesRequest.WeightedCapacity',
      'LaunchTemplateOverrides.Priority',
      'LaunchTemplateOverrides.WeightedCapacity',
      'MemoryGiBPerVCpu.Max',
      'MemoryGiBPerVCpu.Min',
      'MemoryGiBPerVCpuRequest.Max',
      'MemoryGiBPerVCpuRequest.Min',
      'NetworkBandwidthGbps.Max',
      'NetworkBandwidthGbps.Min',
      'NetworkBandwidthGbpsRequest.Max',
      'NetworkBandwidthGbpsRequest.Min',
      'PriceScheduleSpecification.Price',
      'ReservationFleetInstanceSpecification.Weight',
      'ReservedInstanceLimitPrice.Amount',
      'SpotFleetLaunchSpecification.WeightedCapacity',
      'SpotFleetRequestConfigData.FulfilledCapacity',
      'SpotFleetRequestConfigData.OnDemandFulfilledCapacity',
      'TotalLocalStorageGB.Max',
      'TotalLocalStorageGB.Min',
      'TotalLocalStorageGBRequest.Max',
      'TotalLocalStorageGBRequest.Min',
    ],
    long: [
      'CopyImageRequest.SnapshotCopyCompletionDurationMinutes',
      'CreateCapacityReservationRequest.CommitmentDuration',
      'CreateCustomerGatewayRequest.BgpAsnExtended',
      'CreateIpamPrefixListResolverTargetRequest.DesiredVersion',
      'CreateLocalGatewayVirtualInterfaceGroupRequest.LocalBgpAsnExtended',
      'CreateLocalGatewayVirtualInterfaceRequest.PeerBgpAsnExtended',
      'CreateReplaceRootVolumeTaskRequest.VolumeInitializationRate',
      'CreateRouteServerRequest.AmazonSideAsn',
      'CreateRouteServerRequest.PersistRoutesDuration',
      'CreateVpnGatewayRequest.AmazonSideAsn',
      'DescribeReservedInstancesOfferingsRequest.MaxDuration',
      'DescribeReservedInstancesOfferingsRequest.MinDuration',
      'DiskImageDetail.Bytes',
      'GetIpamPrefixListResolverVersionEntriesRequest.IpamPrefixListResolverVersion',
      'GetIpamPrefixListResolverVersionsRequest.IpamPrefixListResolverVersions',
      'GetManagedPrefixListEntriesRequest.TargetVersion',
      'ModifyIpamPrefixListResolverTargetRequest.DesiredVersion',
      'ModifyManagedPrefixListRequest.CurrentVersion',
      'ModifyRouteServerRequest.PersistRoutesDuration',
      'ModifyTransitGatewayOptions.AmazonSideAsn',
      'PriceScheduleSpecification.Term',
      'RestoreManagedPrefixListVersionRequest.CurrentVersion',
      'RestoreManagedPrefixListVersionRequest.PreviousVersion',
      'RouteServerBgpOptionsRequest.PeerAsn',
      'TransitGatewayConnectRequestBgpOptions.PeerAsn',
      'TransitGatewayRequestOptions.AmazonSideAsn',
      'VolumeDetail.Size',
    ],
  },
  autoscaling: {
    double: [
      'ExecutePolicyType.BreachThreshold',
      'ExecutePolicyType.MetricValue',
      'MemoryGiBPerVCpuRequest.Max',
      'MemoryGiBPerVCpuRequest.Min',
      'NetworkBandwidthGbpsRequest.Max',
      'NetworkBandwidthGbpsRequest.Min',
      'PredictiveScalingMetricSpecification.TargetValue',
      'StepAdjustment.MetricIntervalLowerBound',
      'StepAdjustment.MetricIntervalUpperBound',
      'TargetTrackingConfiguration.TargetValue',
      'TotalLocalStorageGBRequest.Max',
      'TotalLocalStorageGBRequest.Min',
    ],
    long: [],
  },
  cloudformation: {
    double: [],
    long: [
      'ActivateTypeInput.MajorVersion',
    ],
  },
}

export const numberKinds = (service: Service): ReadonlyMap<string, ScalarKind> =>
  new Map([
    ...kinds[service].double.map((member) => [member, 'double'] as const),
    ...kinds[service].long.map((member) => [member, 'long'] as const),
  ])
