import type { SpotInstanceRequest } from '@aws-sdk/client-ec2'
import type { Ec2Request } from '../../context.ts'
import { newAssociation } from '../../profile-associations/association.ts'
import { type UsableProfile, usableProfile } from '../../profile-associations/named-profile.ts'
import { makeRequests } from '../../spot-requests/make-requests.ts'
import { addSpotRole } from '../../spot-requests/spot-role.ts'
import type { SpotRequestRow } from '../../spot-requests/spot-request.ts'
import { type InstanceRow, interfaceIds, visibleSince } from '../instance.ts'
import type { PossibleLaunch } from './launch.ts'
import { makeInstances } from './make-instances.ts'
import { isSpot } from './spot-market.ts'

/** What a launch made, stored. */
export interface Launched {
  reservationId: string
  instances: InstanceRow[]
  profile: UsableProfile | undefined
  spotRequests: SpotRequestRow[]
}

/** Interfaces have no row of their own, so that their tags stand apart. */
const tagInterfaces = async (instances: readonly InstanceRow[], { tags }: PossibleLaunch, request: Ec2Request): Promise<void> => {
  const own = tags['network-interface']
  if (own.length === 0) return
  for (const id of instances.flatMap(interfaceIds)) await request.context.store.resourceTags.set(request, id, own)
}

/** `more` is what the older operation for spot instances asks for besides. */
export const launchInstances = async (launch: PossibleLaunch, request: Ec2Request, more?: SpotInstanceRequest): Promise<Launched> => {
  const { store, ids } = request.context
  const profile = launch.profile && usableProfile(launch.profile)
  const reservationId = ids.resourceId('r')
  const { instances, volumes } = await makeInstances(launch, reservationId, request)
  await store.instances.removeTerminated(visibleSince(request))
  await store.instances.add(instances)
  await store.volumes.add(volumes)
  await tagInterfaces(instances, launch, request)
  if (profile !== undefined) await store.profileAssociations.add(instances.map(({ id }) => newAssociation(id, profile, request)))
  if (!isSpot(launch.input)) return { reservationId, instances, profile, spotRequests: [] }
  if (launch.lacksSpotRole) await addSpotRole(request)
  const spotRequests = makeRequests(launch, { instances, more }, request)
  await store.spotRequests.removeEnded()
  await store.spotRequests.add(spotRequests)
  return { reservationId, instances, profile, spotRequests }
}
