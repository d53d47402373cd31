import type { Vpc } from '@aws-sdk/client-ec2'
import { ec2Arn } from '@rolecall/ids'
import { type AccessCheck, type ConditionKeys, resourceTagKeys } from '@rolecall/pipeline'
import type { PlacedInterface, Tag } from '@rolecall/store'
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

interface FoundGroup {
  GroupId: string
  vpcId: string
  tags: readonly Tag[]
}

/** The check on a security group that a call gives to something; one that does not exist brings its id alone. */
export const securityGroupCheck = (id: string, found: FoundGroup | undefined, request: Ec2Request): AccessCheck => ({
  resource: ec2Arn(request, 'security-group', id),
  conditionKeys: found === undefined ? { 'ec2:SecurityGroupID': id } : { ...securityGroupKeys(found, request), ...resourceTagKeys('ec2', found.tags) },
})
