import { ec2 } from '@rolecall/models'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { newAssociation } from '../profile-associations/association.ts'
import { usableProfile } from '../profile-associations/named-profile.ts'
import { type InstanceRow, interfaceIds, visibleSince } from './instance.ts'
import { findLaunched, keepToken } from './launch/client-token.ts'
import { launchChecks } from './launch/launch-access.ts'
import type { LaunchInput } from './launch/launch-input.ts'
import type { PossibleLaunch } from './launch/launch.ts'
import { makeInstances } from './launch/make-instances.ts'
import { possibleLaunch, readLaunch } from './launch/read-launch.ts'
import { showLaunched, showStarted } from './launch/show-launched.ts'
import { missingTemplateChecks } from './launch/template-access.ts'

/** Interfaces have no row of their own, so that their tags stand apart. */
const tagInterfaces = async (instances: readonly InstanceRow[], { tags }: PossibleLaunch, request: Ec2Request): Promise<void> => {
  const own = tags['network-interface']
  if (own.length === 0) return
  for (const id of instances.flatMap(interfaceIds)) await request.context.store.resourceTags.set(request, id, own)
}

const launchInstances = async (launch: PossibleLaunch, input: LaunchInput, request: Ec2Request) => {
  const { store, ids } = request.context
  const profile = launch.profile && usableProfile(launch.profile)
  const reservationId = ids.resourceId('r')
  const { instances, volumes } = await makeInstances(launch, reservationId, request)
  await store.instances.removeTerminated(visibleSince(request))
  await store.instances.add(instances)
  await store.volumes.add(volumes)
  await tagInterfaces(instances, launch, request)
  if (profile !== undefined) await store.profileAssociations.add(instances.map(({ id }) => newAssociation(id, profile, request)))
  await keepToken(input, reservationId, request)
  return showLaunched(instances, profile)
}

export const RunInstances = ec2Operation(ec2.RunInstances, {
  async access(input, request) {
    return (await missingTemplateChecks(input, request)) ?? launchChecks(await readLaunch(input, request), request)
  },

  lookUp: async (input, request) => possibleLaunch(await readLaunch(input, request)),

  async run(input, request) {
    const earlier = await findLaunched(input, request)
    if (earlier !== undefined) return showStarted(earlier, request)
    return launchInstances(possibleLaunch(await readLaunch(input, request)), input, request)
  },
})
