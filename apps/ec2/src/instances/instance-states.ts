import type { InstanceState } from '@aws-sdk/client-ec2'

export type StateName = 'pending' | 'running' | 'shutting-down' | 'terminated' | 'stopping' | 'stopped'
export type StateAction = 'start' | 'stop' | 'reboot' | 'terminate'

/** What an action does to an instance in a state. */
export type StateChange =
  | { kind: 'refused' }
  /** Allowed, without effect on the state. */
  | { kind: 'kept' }
  /** `state` is where it goes; `shown` is what the call answers. */
  | { kind: 'changed'; state: 'running' | 'stopped' | 'terminated'; shown: StateName }

const codes: Readonly<Record<StateName, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
}

export const instanceState = (name: StateName): Required<InstanceState> => ({ Code: codes[name], Name: name })

const refused: StateChange = { kind: 'refused' }
const kept: StateChange = { kind: 'kept' }
const starts: StateChange = { kind: 'changed', state: 'running', shown: 'pending' }
const stops: StateChange = { kind: 'changed', state: 'stopped', shown: 'stopping' }
const shutsDown: StateChange = { kind: 'changed', state: 'terminated', shown: 'shutting-down' }
const terminates: StateChange = { kind: 'changed', state: 'terminated', shown: 'terminated' }

const changes: Readonly<Record<StateName, Readonly<Record<StateAction, StateChange>>>> = {
  pending: { start: kept, stop: refused, reboot: kept, terminate: shutsDown },
  running: { start: kept, stop: stops, reboot: kept, terminate: shutsDown },
  stopping: { start: refused, stop: kept, reboot: refused, terminate: shutsDown },
  stopped: { start: starts, stop: kept, reboot: refused, terminate: terminates },
  'shutting-down': { start: refused, stop: refused, reboot: kept, terminate: kept },
  terminated: { start: refused, stop: refused, reboot: kept, terminate: kept },
}

export const stateChange = (action: StateAction, from: StateName): StateChange => changes[from][action]
