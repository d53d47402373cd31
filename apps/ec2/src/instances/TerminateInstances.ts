import { ec2 } from '@rolecall/models'
import { releaseInstances } from '@rolecall/store'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { changedInstances, namedIds, planChanges, stateChanges } from './change-states.ts'
import { mayNotBeTerminated, noSuchInstances } from './errors.ts'
import type { InstanceWithProfile } from './instance.ts'
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

const storeTermination = async (instances: InstanceWithProfile[], request: Ec2Request): Promise<void> => {
  await request.context.store.instances.save(instances)
  await releaseInstances(request.context.store, instances)
}

export const TerminateInstances = ec2Operation(ec2.TerminateInstances, {
  access: ({ InstanceIds }, request) => instanceChecks(namedIds(InstanceIds), request),
  lookUp: ({ InstanceIds }, request) => request.context.instances.get(namedIds(InstanceIds), request),

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
