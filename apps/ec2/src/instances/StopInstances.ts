import { ec2 } from '@rolecall/models'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { type ChangingInstance, changedInstances, namedIds, planChanges, stateChanges } from './change-states.ts'
import { cannotBeStopped, hibernationNotConfigured, mayNotBeStopped, notEbsBacked, oneTimeSpot } from './errors.ts'
import type { InstanceWithProfile } from './instance.ts'
import { instanceChecks } from './instance-access.ts'
import { withPublicAddress } from './public-address.ts'

const checkStop = ({ instance: { id, document, attributes } }: ChangingInstance, isHibernation: boolean): void => {
  if (document.InstanceLifecycle === 'spot' && attributes.spot?.isPersistent !== true) throw oneTimeSpot(id)
  if (document.RootDeviceType !== 'ebs') throw notEbsBacked(id)
  if (isHibernation && document.HibernationOptions?.Configured !== true) throw hibernationNotConfigured(id)
  if (attributes.disableApiStop === true) throw mayNotBeStopped(id)
}

/** A stopped instance keeps everything but its automatic public address. */
const stopped = (instance: InstanceWithProfile, stateReason: string, { region }: Ec2Request): InstanceWithProfile => ({
  ...instance,
  stateReason,
  document: withPublicAddress(instance.document, undefined, { region, hasDnsName: false }),
})

export const StopInstances = ec2Operation(ec2.StopInstances, {
  access: ({ InstanceIds }, request) => instanceChecks(namedIds(InstanceIds), request),
  lookUp: ({ InstanceIds }, request) => request.context.instances.get(namedIds(InstanceIds), request),

  async run({ InstanceIds, Hibernate }, request) {
    const plan = { action: 'stop', refusal: cannotBeStopped } as const
    const changing = await planChanges(namedIds(InstanceIds), request, plan)
    for (const instance of changing) checkStop(instance, Hibernate === true)
    const reason = Hibernate === true ? 'Client.UserInitiatedHibernate' : 'Client.UserInitiatedShutdown'
    const changed = changedInstances(changing, request.now).map((instance) => stopped(instance, reason, request))
    await request.context.store.instances.save(changed)
    return { StoppingInstances: stateChanges(changing) }
  },
})
