import { ec2 } from '@rolecall/models'
import { shownState } from '@rolecall/store'
import { ec2Operation } from '../context.ts'
import { wantedChanges } from './attribute-changes.ts'
import { notStopped, unknownAttribute } from './errors.ts'
import { instanceChecks } from './instance-access.ts'
import type { InstanceWithProfile } from './instance.ts'

// JSON drops members that are undefined.
const without = (name: 'KernelId' | 'RamdiskId') => (instance: InstanceWithProfile): InstanceWithProfile => ({
  ...instance,
  document: { ...instance.document, [name]: undefined },
})

const checked = (instance: InstanceWithProfile): InstanceWithProfile =>
  wantedChanges({ InstanceId: instance.id, SourceDestCheck: { Value: true } }).reduce((changed, change) => change.apply(changed), instance)

const resets: Readonly<Record<string, { needsStopped: boolean; apply(instance: InstanceWithProfile): InstanceWithProfile }>> = {
  kernel: { needsStopped: true, apply: without('KernelId') },
  ramdisk: { needsStopped: true, apply: without('RamdiskId') },
  sourceDestCheck: { needsStopped: false, apply: checked },
}

const getReset = (name: string) => {
  const reset = Object.hasOwn(resets, name) ? resets[name] : undefined
  if (reset === undefined) throw unknownAttribute(name)
  return reset
}

export const ResetInstanceAttribute = ec2Operation(ec2.ResetInstanceAttribute, {
  access({ InstanceId, Attribute }, request) {
    getReset(Attribute)
    // AWS's reference leaves this key out for this action alone.
    return instanceChecks([InstanceId], request, { 'ec2:PlacementGroup': undefined })
  },

  lookUp: ({ InstanceId }, request) => request.context.instances.getOne(InstanceId, request),

  async run({ InstanceId, Attribute }, request) {
    const { store, instances, stateDelaySeconds } = request.context
    const instance = await instances.getOne(InstanceId, request)
    const reset = getReset(Attribute)
    if (reset.needsStopped && shownState(instance, request.now, stateDelaySeconds) !== 'stopped') throw notStopped(InstanceId)
    await store.instances.save([reset.apply(instance)])
    return undefined
  },
})
