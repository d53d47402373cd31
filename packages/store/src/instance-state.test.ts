import { describe, expect, it } from '@jest/globals'
import { shownState } from './instance-state.ts'

const changed = new Date('2026-01-01T00:00:00Z')
const after = (seconds: number): Date => new Date(changed.getTime() + seconds * 1000)

describe('the state that an instance shows', () => {
  it.each([
    ['pending', 'running', 0, 5, 'pending'],
    ['pending', 'running', 5, 5, 'running'],
    ['running', 'stopped', 4, 5, 'stopping'],
    ['running', 'terminated', 4, 5, 'shutting-down'],
    ['running', 'terminated', 9, 5, 'terminated'],
    ['running', 'running', 0, 5, 'running'],
    ['pending', 'running', 0, 0, 'running'],
  ])('from %s to %s, %d s after with a delay of %d s, is %4$s', (stateFrom, state, seconds, delaySeconds, shown) => {
    expect(shownState({ state, stateFrom, stateChangedAt: changed }, after(seconds), delaySeconds)).toBe(shown)
  })
})
