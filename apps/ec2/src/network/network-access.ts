import type { Vpc } from '@aws-sdk/client-ec2'
import { ec2Arn } from '@rolecall/ids'
import type { ConditionKeys } from '@rolecall/pipeline'
import type { PlacedInterface } from '@rolecall/store'
import type { Ec2Request } from '../context.ts'

/** What every view of a subnet has. */
interface SubnetFacts {
  id: string
  vpcId: string
  zone: string
  zoneId: string
}

/** The keys that an existing VPC brings to checks on it, besides those of its tags. */
export const vpcKeys = ({ VpcId, InstanceTenancy }: Vpc): ConditionKeys => ({ 'ec2:VpcID': VpcId, 'ec2:Tenancy': InstanceTenancy })

export const subnetKeys = ({ id, vpcId, zone, zoneId }: SubnetFacts, request: Ec2Request): ConditionKeys => ({
  'ec2:SubnetID': id,
  'ec2:Vpc': ec2Arn(request, 'vpc', vpcId),
  'ec2:AvailabilityZone': zone,
  'ec2:AvailabilityZoneId': zoneId,
})

export const networkInterfaceKeys = ({ id, subnetId, vpcId, zone }: PlacedInterface, request: Ec2Request): ConditionKeys => ({
  'ec2:NetworkInterfaceID': id,
  'ec2:Subnet': ec2Arn(request, 'subnet', subnetId),
  'ec2:Vpc': ec2Arn(request, 'vpc', vpcId),
  'ec2:AvailabilityZone': zone,
})

export const securityGroupKeys = ({ GroupId, vpcId }: { GroupId: string; vpcId: string }, request: Ec2Request): ConditionKeys => ({
  'ec2:SecurityGroupID': GroupId,
  'ec2:Vpc': ec2Arn(request, 'vpc', vpcId),
})
