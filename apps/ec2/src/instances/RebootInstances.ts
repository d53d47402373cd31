import { ec2 } from '@rolecall/models'
import { ec2Operation } from '../context.ts'
import { namedIds, planChanges } from './change-states.ts'
import { cannotBeRebooted } from './errors.ts'
import { instanceChecks } from './instance-access.ts'

/** A reboot shows in no state: the instance stays what it is. */
export const RebootInstances = ec2Operation(ec2.RebootInstances, {
  access: ({ InstanceIds }, request) => instanceChecks(namedIds(InstanceIds), request),
  lookUp: ({ InstanceIds }, request) => request.context.instances.get(namedIds(InstanceIds), request),

  async run({ InstanceIds }, request) {
    await planChanges(namedIds(InstanceIds), request, { action: 'reboot', refusal: cannotBeRebooted })
    return undefined
  },
})
