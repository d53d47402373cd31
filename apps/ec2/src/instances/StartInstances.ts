import { wholeSeconds } from '@rolecall/clock'
import { ec2 } from '@rolecall/models'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { changedInstances, namedIds, planChanges, stateChanges } from './change-states.ts'
import { cannotBeStarted } from './errors.ts'
import type { InstanceWithProfile } from './instance.ts'
import { instanceChecks } from './instance-access.ts'
import { drawPublicAddress, withPublicAddress } from './public-address.ts'

/** A start draws a new public address, if the instance had one, and is the new launch time. */
const started = (instance: InstanceWithProfile, request: Ec2Request): InstanceWithProfile => {
  const { hasPublicAddress = false, hasDnsHostnames = true } = instance.attributes
  const address = hasPublicAddress ? drawPublicAddress(request) : undefined
  const document = withPublicAddress(instance.document, address, { region: request.region, hasDnsName: hasDnsHostnames })
  return { ...instance, document, launchedAt: wholeSeconds(request.now), stateReason: null }
}

// What AWS's reference leaves out for this action alone.
const untold = { 'ec2:InstanceAutoRecovery': undefined, 'ec2:InstanceMetadataTags': undefined }

export const StartInstances = ec2Operation(ec2.StartInstances, {
  access: ({ InstanceIds }, request) => instanceChecks(namedIds(InstanceIds), request, untold),
  lookUp: ({ InstanceIds }, request) => request.context.instances.get(namedIds(InstanceIds), request),

  async run({ InstanceIds }, request) {
    const plan = { action: 'start', refusal: cannotBeStarted } as const
    const changing = await planChanges(namedIds(InstanceIds), request, plan)
    const changed = changedInstances(changing, request.now).map((instance) => started(instance, request))
    await request.context.store.instances.save(changed)
    return { StartingInstances: stateChanges(changing) }
  },
})
