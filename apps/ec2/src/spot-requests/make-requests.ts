import type { LaunchSpecification, SpotInstanceRequest } from '@aws-sdk/client-ec2'
import { wholeSeconds } from '@rolecall/clock'
import type { Ec2Request } from '../context.ts'
import type { InstanceRow } from '../instances/instance.ts'
import type { PossibleLaunch } from '../instances/launch/launch.ts'
import type { SpotRequestRow } from './spot-request.ts'

/** Prices have six decimals. */
const priceText = (price: string): string => Number(price).toFixed(6)

const specificationOf = ({ input, type, image }: PossibleLaunch, { document }: InstanceRow): LaunchSpecification => ({
  ImageId: image.ImageId,
  InstanceType: type.InstanceType,
  KeyName: input.KeyName,
  KernelId: input.KernelId,
  RamdiskId: input.RamdiskId,
  EbsOptimized: input.EbsOptimized,
  IamInstanceProfile: input.IamInstanceProfile,
  BlockDeviceMappings: input.BlockDeviceMappings,
  Monitoring: { Enabled: input.Monitoring?.Enabled ?? false },
  Placement: { AvailabilityZone: document.Placement?.AvailabilityZone },
  ...(input.NetworkInterfaces === undefined ? { SubnetId: input.SubnetId, SecurityGroups: document.SecurityGroups } : { NetworkInterfaces: input.NetworkInterfaces }),
})

/** A request for each instance of a spot launch, fulfilled at once; `more` is what only the older operation asks for. */
export const makeRequests = (
  launch: PossibleLaunch,
  { instances, more = {} }: { instances: readonly InstanceRow[]; more?: SpotInstanceRequest | undefined },
  request: Ec2Request,
): SpotRequestRow[] => {
  const { SpotInstanceType = 'one-time', InstanceInterruptionBehavior = 'terminate', MaxPrice, ValidUntil } = launch.input.InstanceMarketOptions?.SpotOptions ?? {}
  const { partition, account, region } = request
  return instances.map((instance) => ({
    id: instance.document.SpotInstanceRequestId ?? '',
    partition,
    account,
    region,
    instanceId: instance.id,
    isPersistent: SpotInstanceType === 'persistent',
    createdAt: wholeSeconds(request.now),
    cancelledAt: null,
    tags: [...launch.tags['spot-instances-request']],
    document: {
      Type: SpotInstanceType,
      InstanceInterruptionBehavior,
      ProductDescription: (launch.image.PlatformDetails ?? 'Linux/UNIX') as NonNullable<SpotInstanceRequest['ProductDescription']>,
      ...(MaxPrice === undefined ? {} : { SpotPrice: priceText(MaxPrice) }),
      ...(ValidUntil === undefined ? {} : { ValidUntil }),
      LaunchedAvailabilityZone: instance.document.Placement?.AvailabilityZone,
      LaunchedAvailabilityZoneId: instance.document.Placement?.AvailabilityZoneId,
      LaunchSpecification: specificationOf(launch, instance),
      ...more,
    },
  }))
}
