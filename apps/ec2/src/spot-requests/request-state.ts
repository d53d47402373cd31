import type { SpotInstanceRequest, SpotInstanceState } from '@aws-sdk/client-ec2'
import type { SpotRequestRecord } from '@rolecall/store'

/** What became of a request's instance. */
export interface InstanceFate {
  state: string
  /** Whether EC2 stopped or terminated it, not a user. */
  isByService: boolean
  /** What it was told is about to happen. */
  isMarked: 'stop' | 'terminate' | undefined
  changedAt: Date
}

interface Outcome {
  state: SpotInstanceState
  code: string
  at: Date
}

const messages: Readonly<Record<string, string>> = {
  fulfilled: 'Your Spot request is fulfilled.',
  'pending-evaluation': 'Your Spot request has been submitted for review, and is pending evaluation.',
  'marked-for-stop': 'Your Spot instance is marked for stop because there is no Spot capacity available.',
  'marked-for-termination': 'Your Spot instance is marked for termination because there is no Spot capacity available.',
  'instance-stopped-by-user': 'Spot Instance stopped due to user-initiated stop.',
  'instance-stopped-no-capacity': 'Your Spot instance was stopped because there is no Spot capacity available.',
  'instance-terminated-by-user': 'Spot Instance terminated due to user-initiated termination.',
  'instance-terminated-no-capacity': 'Your Spot instance was terminated because there is no Spot capacity available.',
  'instance-terminated-by-service': 'Your Spot instance was terminated because there is no Spot capacity available.',
  'request-canceled-and-instance-running': 'Your Spot request was canceled, but your instance is still running.',
  'capacity-not-available': 'There is no Spot capacity available that matches your request.',
}

const hasEnded = (state: string): boolean => state === 'terminated' || state === 'shutting-down'
const hasStopped = (state: string): boolean => state === 'stopped' || state === 'stopping'

/** A persistent request would launch again; capacity is not simulated, so that it waits for some. */
const afterEnd = ({ isPersistent }: SpotRequestRecord, { isByService, changedAt: at }: InstanceFate): Outcome => {
  if (isPersistent) return { state: 'open', code: 'capacity-not-available', at }
  return { state: 'closed', code: isByService ? 'instance-terminated-no-capacity' : 'instance-terminated-by-user', at }
}

const whileActive = (request: SpotRequestRecord, fate: InstanceFate): Outcome => {
  const { state, isByService, isMarked, changedAt: at } = fate
  if (hasEnded(state)) return afterEnd(request, fate)
  if (hasStopped(state)) return { state: 'disabled', code: isByService ? 'instance-stopped-no-capacity' : 'instance-stopped-by-user', at }
  if (isMarked !== undefined) return { state: 'active', code: isMarked === 'stop' ? 'marked-for-stop' : 'marked-for-termination', at }
  return { state: 'active', code: 'fulfilled', at: request.createdAt }
}

/** A cancelled request lets its instance be. */
const afterCancellation = (cancelledAt: Date, fate: InstanceFate): Outcome => {
  if (!hasEnded(fate.state)) return { state: 'cancelled', code: 'request-canceled-and-instance-running', at: cancelledAt }
  return { state: 'cancelled', code: fate.isByService ? 'instance-terminated-by-service' : 'instance-terminated-by-user', at: fate.changedAt }
}

const outcome = (request: SpotRequestRecord, fate: InstanceFate | undefined): Outcome => {
  if (fate === undefined) return { state: 'open', code: 'capacity-not-available', at: request.createdAt }
  // What ended before it was cancelled stays closed.
  const isCancelled = request.cancelledAt !== null && !(hasEnded(fate.state) && !request.isPersistent && fate.changedAt <= request.cancelledAt)
  return isCancelled && request.cancelledAt !== null ? afterCancellation(request.cancelledAt, fate) : whileActive(request, fate)
}

type StateMembers = Pick<SpotInstanceRequest, 'State' | 'Status'>

const shown = ({ state, code, at }: Outcome): StateMembers => ({
  State: state,
  Status: { Code: code, Message: messages[code], UpdateTime: at },
})

/** Where a request is, by what became of its instance; undefined for one that is gone. */
export const requestState = (request: SpotRequestRecord, fate: InstanceFate | undefined): StateMembers => shown(outcome(request, fate))

/** The answer to whoever makes the request. */
export const newRequestState = ({ createdAt }: SpotRequestRecord): StateMembers => shown({ state: 'open', code: 'pending-evaluation', at: createdAt })
