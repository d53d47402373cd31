import type { InstanceStateChange } from '@aws-sdk/client-ec2'
import type { AwsError } from '@rolecall/models'
import { shownState } from '@rolecall/store'
import type { Ec2Request } from '../context.ts'
import { noInstancesSpecified } from './errors.ts'
import type { InstanceWithProfile } from './instance.ts'
import { instanceState, type StateAction, type StateChange, stateChange, type StateName } from './instance-states.ts'

/** An instance and what the call does to it. */
export interface ChangingInstance {
  instance: InstanceWithProfile
  from: StateName
  change: StateChange
}

/** The ids of a call that needs some. */
export const namedIds = (ids: readonly string[] | undefined): readonly string[] => {
  if (ids === undefined || ids.length === 0) throw noInstancesSpecified()
  return ids
}

/** What the action does to each instance; refuses the whole call when one of them does not allow it. */
export const planChanges = async (
  ids: readonly string[],
  request: Ec2Request,
  { action, refusal }: { action: StateAction; refusal: (id: string) => AwsError },
): Promise<ChangingInstance[]> => {
  const instances = await request.context.instances.get(ids, request)
  const changing = instances.map((instance) => {
    const from = shownState(instance, request.now, request.context.stateDelaySeconds) as StateName
    return { instance, from, change: stateChange(action, from) }
  })
  const refused = changing.find(({ change }) => change.kind === 'refused')
  if (refused !== undefined) throw refusal(refused.instance.id)
  return changing
}

/** The instances whose state changes, as they are from now on. */
export const changedInstances = (changing: readonly ChangingInstance[], now: Date): InstanceWithProfile[] =>
  changing.flatMap(({ instance, from, change }) => {
    if (change.kind !== 'changed') return []
    // Where no time passes in between, the instance comes from where it is.
    const stateFrom = change.shown === change.state ? change.state : from
    return [{ ...instance, state: change.state, stateFrom, stateChangedAt: now }]
  })

export const stateChanges = (changing: readonly ChangingInstance[]): InstanceStateChange[] =>
  changing.map(({ instance, from, change }) => ({
    InstanceId: instance.id,
    CurrentState: instanceState(change.kind === 'changed' ? change.shown : from),
    PreviousState: instanceState(from),
  }))
