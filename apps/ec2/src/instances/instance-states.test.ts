import { describe, expect, it } from '@jest/globals'
import { instanceState, type StateAction, stateChange, type StateName } from './instance-states.ts'

const outcome = (action: StateAction, from: StateName): string => {
  const change = stateChange(action, from)
  return change.kind === 'changed' ? `${instanceState(from).Code}→${instanceState(change.shown).Code}, then ${change.state}` : change.kind
}

describe('what an action does to an instance', () => {
  it.each<[StateName, string, string, string, string]>([
    ['pending', 'kept', 'refused', 'kept', '0→32, then terminated'],
    ['running', 'kept', '16→64, then stopped', 'kept', '16→32, then terminated'],
    ['stopping', 'refused', 'kept', 'refused', '64→32, then terminated'],
    ['stopped', '80→0, then running', 'kept', 'refused', '80→48, then terminated'],
    ['shutting-down', 'refused', 'refused', 'kept', 'kept'],
    ['terminated', 'refused', 'refused', 'kept', 'kept'],
  ])('that is %s: start %s, stop %s, reboot %s, terminate %s', (from, start, stop, reboot, terminate) => {
    expect(outcome('start', from)).toBe(start)
    expect(outcome('stop', from)).toBe(stop)
    expect(outcome('reboot', from)).toBe(reboot)
    expect(outcome('terminate', from)).toBe(terminate)
  })
})
