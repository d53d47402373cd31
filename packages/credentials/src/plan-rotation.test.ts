import { describe, expect, it } from '@jest/globals'
import { planRotation, renewalDelaySeconds, retryDelaySeconds, type RotationState } from './plan-rotation.ts'

const settings = { lifetimeSeconds: 23_700 }
const start = new Date('2026-11-24T08:00:00.000Z')
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000)

/** A running instance whose credentials were issued at the start. */
const settled: RotationState = {
  isRunning: true,
  launchedAt: after(-30),
  associationId: 'iip-assoc-1',
  credentials: { associationId: 'iip-assoc-1', issuedAt: start, expiresAt: after(23_700), failedAt: null, renewAt: after(7900) },
}
const without = (): RotationState => ({ ...settled, credentials: undefined })
const withCredentials = (change: Partial<NonNullable<RotationState['credentials']>>): RotationState => ({
  ...settled,
  credentials: { associationId: 'iip-assoc-1', issuedAt: start, expiresAt: after(23_700), failedAt: null, renewAt: after(7900), ...change },
})
/** Never issued; one failed attempt, the next after three seconds. */
const failing = withCredentials({ issuedAt: null, expiresAt: null, failedAt: start, renewAt: after(3) })

describe('planRotation', () => {
  it.each<[situation: string, state: RotationState, atSeconds: number, outcome: string]>([
    ['none yet', without(), 0, 'none'],
    ['fresh', settled, 1, 'keep'],
    ['just short of a third gone', settled, 7899, 'keep'],
    ['a third gone', settled, 7900, 'due'],
    ['long due, rotation was down', settled, 22_499, 'due'],
    ['late: less than 20 minutes left', settled, 22_501, 'late'],
    ['expired', settled, 23_700, 'expired'],
    ['simulated years later', settled, 100_000_000, 'expired'],
    ['association changed while fresh', { ...settled, associationId: 'iip-assoc-2' }, 1, 'association changed'],
    ['another role in the same profile: seen when due', settled, 60, 'keep'],
    ['stopped and started again', { ...settled, launchedAt: after(600) }, 601, 'started again'],
    ['issued within the second of the start', { ...settled, launchedAt: after(0.9) }, 1, 'keep'],
    ['clock moved back before the issue', settled, -3600, 'clock moved back'],
    ['clocks that differ by seconds', settled, -5, 'keep'],
    ['failed, pausing', failing, 2, 'keep'],
    ['failed, pause over', failing, 3, 'none'],
    ['failed, then the clock moved back', failing, -3600, 'clock moved back'],
    ['failed, then another profile', { ...failing, associationId: 'iip-assoc-2' }, 1, 'association changed'],
    ['renewal failed, good set kept, pausing', withCredentials({ renewAt: after(7903) }), 7902, 'keep'],
    ['renewal failed, good set kept, pause over', withCredentials({ renewAt: after(7903) }), 7903, 'due'],
    ['profile taken away', { ...settled, associationId: undefined }, 1, 'remove'],
    ['never had a profile', { ...without(), associationId: undefined }, 1, 'keep'],
    ['stopped', { ...settled, isRunning: false }, 1, 'remove'],
    ['stopped, nothing left', { ...without(), isRunning: false }, 1, 'keep'],
  ])('%s', (_situation, state, atSeconds, outcome) => {
    const plan = planRotation(state, after(atSeconds), settings)
    expect(plan.action === 'issue' ? plan.reason : plan.action).toBe(outcome)
  })

  it('issues for whole seconds, to the lifetime, due at a third', () => {
    expect(planRotation(without(), after(0.789), settings)).toEqual({
      action: 'issue',
      reason: 'none',
      issuedAt: start,
      expiresAt: after(23_700),
      renewAt: after(7900),
    })
  })
})

describe('renewalDelaySeconds', () => {
  it.each([
    [23_700, 7900],
    [3600, 1200],
    [1800, 600],
    // Twenty minutes before the end comes before a third.
    [1500, 300],
    [1260, 60],
    // Too short for that.
    [1250, 416],
    [900, 300],
    [60, 20],
  ])('of a lifetime of %i s is %i s', (lifetimeSeconds, expected) => {
    expect(renewalDelaySeconds(lifetimeSeconds)).toBe(expected)
  })
})

describe('retryDelaySeconds', () => {
  it('doubles as recorded, to an hour', () => {
    expect([1, 2, 3, 4, 5, 6, 11, 12, 1000].map(retryDelaySeconds)).toEqual([3, 6, 11, 21, 41, 81, 2561, 3600, 3600])
  })
})
