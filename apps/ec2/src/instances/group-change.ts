import type { Ec2Request } from '../context.ts'
import { multipleInterfaces } from './errors.ts'
import type { InstanceWithProfile } from './instance.ts'
import { otherNetwork, tooManyGroups } from './launch/errors.ts'
import { getGroups, readNetwork } from './launch/find-network.ts'

const maximumGroups = 5

/** The instance with these security groups on its one interface. */
export const changeGroups = async (instance: InstanceWithProfile, groupIds: readonly string[], request: Ec2Request): Promise<InstanceWithProfile> => {
  const { NetworkInterfaces = [] } = instance.document
  if (NetworkInterfaces.length > 1) throw multipleInterfaces(instance.id)
  if (groupIds.length > maximumGroups) throw tooManyGroups()
  const groups = getGroups(groupIds, await readNetwork(request))
  const foreign = groups.find(({ vpcId }) => vpcId !== instance.vpcId)
  if (foreign !== undefined) throw otherNetwork(foreign.GroupId, instance.subnetId ?? '')
  const SecurityGroups = groups.map(({ GroupId, GroupName }) => ({ GroupId, GroupName }))
  const interfaces = NetworkInterfaces.map((networkInterface) => ({ ...networkInterface, Groups: SecurityGroups }))
  return { ...instance, document: { ...instance.document, SecurityGroups, NetworkInterfaces: interfaces } }
}
