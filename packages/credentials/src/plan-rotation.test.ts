import { describe, expect, it } from '@jest/globals'
import { furthestRenewalSeconds, planRotation, renewalDelaySeconds, renewalWindow, retryDelaySeconds, type RotationState } from './plan-rotation.ts'

const settings = { lifetimeSeconds: 23_700 }
const start = new Date('2026-11-24T08:00:00.000Z')
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000)

/** A running instance whose credentials were issued at the start. */
const settled: RotationState = {
  instanceId: 'i-0123456789abcdef0',
  isRunning: true,
  launchedAt: after(-30),
  associationId: 'iip-assoc-1',
  credentials: { associationId: 'iip-assoc-1', issuedAt: start, expiresAt: after(23_700), failedAt: null, renewAt: after(12_000) },
}
const without = (): RotationState => ({ ...settled, credentials: undefined })
const withCredentials = (change: Partial<NonNullable<RotationState['credentials']>>): RotationState => ({
  ...settled,
  credentials: { associationId: 'iip-assoc-1', issuedAt: start, expiresAt: after(23_700), failedAt: null, renewAt: after(12_000), ...change },
})
/** Never issued; one failed attempt, the next after three seconds. */
const failing = withCredentials({ issuedAt: null, expiresAt: null, failedAt: start, renewAt: after(3) })
const renewalFailed = withCredentials({ failedAt: after(7900), renewAt: after(7903) })

const fleet = (count: number): string[] => Array.from({ length: count }, (_, number) => `i-0${number.toString(16).padStart(16, '0')}`)

describe('planRotation', () => {
  it.each<[situation: string, state: RotationState, atSeconds: number, outcome: string]>([
    ['none yet', without(), 0, 'none'],
    ['fresh', settled, 1, 'keep'],
    ['just short of a third gone', settled, 7899, 'keep'],
    ['a third gone', settled, 7900, 'due'],
    ['rotation comes', settled, 12_000, 'due'],
    ['long due, rotation was down', settled, 22_499, 'due'],
    ['just before the lead time', settled, 22_500, 'due'],
    ['late: less than 20 minutes left', settled, 22_501, 'late'],
    ['the last second', settled, 23_699, 'late'],
    ['expired', settled, 23_700, 'expired'],
    ['made due by hand', withCredentials({ renewAt: after(60) }), 60, 'due'],

    ['clock jumped ahead to a third', settled, 7900.5, 'due'],
    ['clock jumped ahead by years', settled, 100_000_000, 'expired'],
    ['clock moved back before the issue', settled, -3600, 'clock moved back'],
    ['clock moved back by years', settled, -100_000_000, 'clock moved back'],
    ['clock moved back, but not before the issue', settled, 5, 'keep'],
    ['issued in the future by a clock that differs by seconds', settled, -60, 'keep'],
    ['issued in the future by more', settled, -61, 'clock moved back'],
    ['moved ahead, failed, and back again', failing, -3600, 'clock moved back'],

    ['another profile while fresh', { ...settled, associationId: 'iip-assoc-2' }, 1, 'association changed'],
    ['another profile when expired', { ...settled, associationId: 'iip-assoc-2' }, 30_000, 'association changed'],
    ['the same profile taken away and given again', { ...settled, associationId: 'iip-assoc-3' }, 1, 'association changed'],
    ['profile taken away', { ...settled, associationId: undefined }, 1, 'remove'],
    ['profile taken away when due', { ...settled, associationId: undefined }, 7900, 'remove'],
    ['never had a profile', { ...without(), associationId: undefined }, 1, 'keep'],

    // Roles are looked at by the issue itself; the plan sees none.
    ['another role in the profile: kept until due', settled, 60, 'keep'],
    ['role deleted: kept until due', settled, 60, 'keep'],
    ['role deleted and created again: kept until due', settled, 60, 'keep'],
    ['role deleted, looked at when due', settled, 7900, 'due'],

    ['running when never stopped', { ...settled, launchedAt: start }, 1, 'keep'],
    ['stopped', { ...settled, isRunning: false }, 1, 'remove'],
    ['stopped when due', { ...settled, isRunning: false }, 7900, 'remove'],
    ['stopped, nothing left', { ...without(), isRunning: false }, 1, 'keep'],
    ['stopped and started again', { ...settled, launchedAt: after(600) }, 601, 'started again'],
    ['started again after all was removed', { ...without(), launchedAt: after(600) }, 601, 'none'],
    ['issued within the second of the start', { ...settled, launchedAt: after(0.9) }, 1, 'keep'],
    ['terminated', { ...settled, isRunning: false, associationId: undefined }, 1, 'remove'],
    ['terminated, nothing left', { ...without(), isRunning: false, associationId: undefined }, 1, 'keep'],

    ['failed, pausing', failing, 2, 'keep'],
    ['failed, pause over', failing, 3, 'none'],
    ['failed, then another profile', { ...failing, associationId: 'iip-assoc-2' }, 1, 'association changed'],
    ['failed, then stopped', { ...failing, isRunning: false }, 1, 'remove'],
    ['renewal failed, good set kept, pausing', renewalFailed, 7902, 'keep'],
    ['renewal failed, good set kept, pause over', renewalFailed, 7903, 'due'],
    ['renewal failed, good set late', withCredentials({ failedAt: after(22_000), renewAt: after(22_600) }), 22_600, 'late'],
    ['renewal failed, expired while pausing', withCredentials({ failedAt: after(23_000), renewAt: after(23_800) }), 23_750, 'keep'],
    ['renewal failed, expired, pause over', withCredentials({ failedAt: after(23_000), renewAt: after(23_800) }), 23_800, 'expired'],

    // Old sealing keys open what they sealed until it ends, so a new one changes nothing here.
    ['sealing key rotated: kept until due', settled, 60, 'keep'],
    ['lifetime shortened below what is left', withCredentials({ expiresAt: after(90_000), renewAt: after(40_000) }), 60, 'lifetime shortened'],
    ['lifetime shortened a little', withCredentials({ expiresAt: after(24_000), renewAt: after(15_900) }), 60, 'keep'],
    ['lifetime made longer', withCredentials({ expiresAt: after(3600), renewAt: after(2000) }), 60, 'keep'],
    ['issued for less, a third of that gone', withCredentials({ expiresAt: after(6000), renewAt: after(4000) }), 2000, 'due'],
  ])('%s', (_situation, state, atSeconds, outcome) => {
    const plan = planRotation(state, after(atSeconds), settings)
    expect(plan.action === 'issue' ? plan.reason : plan.action).toBe(outcome)
  })

  it('issues for whole seconds, to the lifetime, and sets the instance its moment of renewal', () => {
    const renewAt = after(renewalDelaySeconds(settled.instanceId, settings))
    expect(planRotation(without(), after(0.789), settings)).toEqual({ action: 'issue', reason: 'none', issuedAt: start, expiresAt: after(23_700), renewAt })
  })

  it('never leaves less than the lead time, whatever instance, lifetime and lead', () => {
    for (let number = 0; number < 500; number += 1) {
      const lifetimeSeconds = 1500 + number * 97
      const plan = planRotation({ ...without(), instanceId: `i-${number}` }, start, { lifetimeSeconds, leadSeconds: 600 })
      expect(plan.action === 'issue' && plan.expiresAt.getTime() - plan.renewAt.getTime()).toBeGreaterThanOrEqual(600_000)
    }
  })

  it('plans nothing that it would itself take for a moved clock', () => {
    for (const lifetimeSeconds of [1, 60, 900, 3600, 23_700, 86_400]) {
      const plan = planRotation(without(), start, { lifetimeSeconds })
      expect(plan.action === 'issue' && (plan.renewAt.getTime() - start.getTime()) / 1000).toBeLessThan(furthestRenewalSeconds({ lifetimeSeconds }))
    }
  })
})

describe('renewalWindow', () => {
  it.each([
    [23_700, 7900, 15_800],
    [3600, 1200, 2400],
    [1800, 600, 600],
    // Twenty minutes before the end comes before a third.
    [1500, 300, 300],
    [1260, 60, 60],
    // Too short for that.
    [1250, 416, 832],
    [900, 300, 600],
    [60, 20, 40],
  ])('of a lifetime of %i s is from %i s to %i s', (lifetimeSeconds, opensAfter, closesAfter) => {
    expect(renewalWindow({ lifetimeSeconds })).toEqual({ opensAfter, closesAfter })
  })
})

describe('renewalDelaySeconds', () => {
  const delays = (): number[] => fleet(1000).map((id) => renewalDelaySeconds(id, settings))

  it('is the same for the same instance, within the window', () => {
    expect(delays()).toEqual(delays())
    expect(Math.min(...delays())).toBeGreaterThanOrEqual(7900)
    expect(Math.max(...delays())).toBeLessThan(15_800)
    expect(new Set(delays()).size).toBeGreaterThan(900)
  })
})

/** The next renewal of an instance with these credentials, in seconds after it got new ones at that time. */
const nextAfter = (change: Partial<NonNullable<RotationState['credentials']>>, atSeconds: number): number => {
  const plan = planRotation(withCredentials(change), after(atSeconds), settings)
  return plan.action === 'issue' ? (plan.renewAt.getTime() - plan.issuedAt.getTime()) / 1000 : NaN
}

describe('the moment of the next renewal', () => {
  const own = renewalDelaySeconds(settled.instanceId, settings)

  it.each<[situation: string, next: number, expected: number]>([
    ['a third later when renewed on time', nextAfter({}, 12_000), 7900],
    ['a third later when renewed by the next sweep', nextAfter({}, 12_060), 7900],
    ['its own again after an outage', nextAfter({}, 12_061), own],
    ['its own when a reader was earlier', nextAfter({}, 7900), own],
    ['its own when all were made due by hand', nextAfter({ renewAt: after(100) }, 101), own],
    ['its own after failures', nextAfter({ failedAt: after(11_990), renewAt: after(12_000) }, 12_000), own],
    ['its own when the clock jumped past the end', nextAfter({}, 23_800), own],
  ])('is %s', (_situation, next, expected) => {
    expect(next).toBe(expected)
  })

  /** A day of a fleet that is swept every so many seconds, but not during an outage: renewals in each minute. */
  const renewalsOf = (launchedAfter: (number: number) => number, isDown: (at: number) => boolean): number[] => {
    const minutes: number[] = Array.from({ length: 1440 }, () => 0)
    for (const [number, instanceId] of fleet(20_000).entries()) {
      let plan = planRotation({ ...without(), instanceId }, after(launchedAfter(number)), settings)
      while (plan.action === 'issue') {
        let at = Math.ceil((plan.renewAt.getTime() - start.getTime()) / 10_000) * 10
        while (isDown(at)) at += 10
        if (at >= 86_400) break
        const minute = Math.floor(at / 60)
        minutes[minute] = (minutes[minute] ?? 0) + 1
        plan = planRotation({ ...withCredentials(plan), instanceId }, after(at), settings)
      }
    }
    return minutes
  }
  const mean = (minutes: number[]): number => minutes.reduce((sum, count) => sum + count, 0) / minutes.length

  it.each([
    ['launched at once', () => 0],
    ['launched within an hour', (number: number) => (number * 7919) % 3600],
  ])('gives a fleet %s no minute of a day with more than twice the mean', (_launch, launchedAfter) => {
    const minutes = renewalsOf(launchedAfter, () => false)
    expect(Math.max(...minutes)).toBeLessThan(2 * mean(minutes))
  })

  it('spreads again what an outage held up', () => {
    const [from, to] = [20_000, 23_600]
    const minutes = renewalsOf(() => 0, (at) => at >= from && at < to)
    const later = minutes.slice(Math.floor(to / 60) + 1)
    expect(Math.max(...later)).toBeLessThan(2.5 * mean(later))
  })
})

describe('retryDelaySeconds', () => {
  it('doubles as recorded, to an hour', () => {
    expect([1, 2, 3, 4, 5, 6, 11, 12, 1000].map(retryDelaySeconds)).toEqual([3, 6, 11, 21, 41, 81, 2561, 3600, 3600])
  })
})
