import { ec2 } from '@rolecall/models'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { detachVolumes } from '../volumes/detach-volumes.ts'
import { changedInstances, namedIds, planChanges, stateChanges } from './change-states.ts'
import { mayNotBeTerminated, noSuchInstances } from './errors.ts'
import { type InstanceWithProfile, interfaceIds } from './instance.ts'
import { instanceChecks } from './instance-access.ts'
import { withPublicAddress } from './public-address.ts'

const checkProtection = ({ id, attributes }: InstanceWithProfile): void => {
  if (attributes.disableApiTermination === true) throw mayNotBeTerminated(id, 'disableApiTermination')
  if (attributes.disableApiStop === true) throw mayNotBeTerminated(id, 'disableApiStop')
}

const terminated = (instance: InstanceWithProfile, { region }: Ec2Request): InstanceWithProfile => ({
  ...instance,
  stateReason: 'Client.UserInitiatedShutdown',
  privateIp: null,
  document: withPublicAddress(instance.document, undefined, { region, hasDnsName: false }),
})

/** What belongs to an instance goes with it. */
const storeTermination = async (instances: InstanceWithProfile[], request: Ec2Request): Promise<void> => {
  const { store } = request.context
  const ids = instances.map(({ id }) => id)
  await store.instances.save(instances)
  await store.profileAssociations.removeOfInstances(ids)
  await store.privateAddresses.removeOfInstances(ids)
  await store.resourceTags.remove(request, instances.flatMap(interfaceIds))
  await detachVolumes(ids, request)
}

export const TerminateInstances = ec2Operation(ec2.TerminateInstances, {
  access: ({ InstanceIds }, request) => instanceChecks(namedIds(InstanceIds), request),

  async run({ InstanceIds }, request) {
    // Every state allows it.
    const plan = { action: 'terminate', refusal: (id: string) => noSuchInstances([id]) } as const
    const changing = await planChanges(namedIds(InstanceIds), request, plan)
    const changed = changedInstances(changing, request.now).map((instance) => terminated(instance, request))
    for (const instance of changed) checkProtection(instance)
    if (changed.length > 0) await storeTermination(changed, request)
    return { TerminatingInstances: stateChanges(changing) }
  },
})
