import { type AwsError, findRegion } from '@rolecall/models'
import { createHash } from 'node:crypto'
import type { Ec2Request } from '../../context.ts'
import { coded } from '../../errors.ts'
import type { LaunchGroup, LaunchSubnet } from './network.ts'
import type { FoundSubnet } from './plan-network.ts'
import type { RequestedInterface } from './requested-interfaces.ts'

// TEMPORARY until the default network exists.
const h = (t: string) => '0' + createHash('sha1').update(t).digest('hex').slice(0, 16)
const subnets = (r: Ec2Request): LaunchSubnet[] => {
  const vpcId = `vpc-${h(r.account + r.region)}`
  return (findRegion(r.region)?.zones ?? []).filter((z) => z.type === 'availability-zone').map((z, i) => ({
    id: `subnet-${h(vpcId + z.name)}`, vpcId, zone: z.name, zoneId: z.id, cidr: `172.31.${i * 16}.0/20`, givesPublicAddresses: true, tags: [],
    vpc: { id: vpcId, givesDnsNames: true, tenancy: 'default' },
  }))
}
export const missingSubnet = (id: string): AwsError => coded('InvalidSubnetID.NotFound')(`The subnet ID '${id}' does not exist`)
export const findLaunchSubnet = (id: string, request: Ec2Request): Promise<LaunchSubnet | undefined> => Promise.resolve(subnets(request).find((s) => s.id === id))
export const chooseDefaultSubnet = (w: { zone: string | undefined; type: string; count: number; hasGroupNames: boolean }, request: Ec2Request): Promise<FoundSubnet> => {
  const subnet = subnets(request).find((s) => w.zone === undefined || s.zone === w.zone)
  return Promise.resolve(subnet === undefined ? { refusal: missingSubnet('') } : { subnet })
}
export const zonesOfType = (_type: string, region: string): string[] => (findRegion(region)?.zones ?? []).map((z) => z.name)
const defaultGroup = (vpcId: string): LaunchGroup => ({ GroupId: `sg-${h(vpcId)}`, GroupName: 'default', vpcId, tags: [] })
export const getGroups = (ids: readonly string[], request: Ec2Request): Promise<LaunchGroup[]> => {
  const g = defaultGroup(subnets(request)[0]?.vpcId ?? '')
  const bad = ids.find((id) => id !== g.GroupId)
  if (bad !== undefined) throw coded('InvalidGroup.NotFound')(`The security group '${bad}' does not exist`)
  return Promise.resolve([g])
}
export const findLaunchGroups = (one: RequestedInterface, subnet: LaunchSubnet | undefined, request: Ec2Request): Promise<{ groups: LaunchGroup[]; refusal: AwsError | undefined }> => {
  const g = defaultGroup(subnet?.vpcId ?? subnets(request)[0]?.vpcId ?? '')
  const bad = one.groupIds.find((id) => id !== g.GroupId)
  return Promise.resolve({ groups: [g], refusal: bad === undefined ? undefined : coded('InvalidGroup.NotFound')(`The security group '${bad}' does not exist`) })
}
