import { describe, expect, it } from '@jest/globals'
import { addSeconds, createClock, isoSeconds, realNowMilliseconds, wholeSeconds } from './index.ts'

describe('the clock', () => {
  it('runs with real time until it is moved', () => {
    const clock = createClock()
    expect(Math.abs(clock.nowMilliseconds() - realNowMilliseconds())).toBeLessThan(50)
    expect(clock.offsetMilliseconds).toBe(0)
  })

  it('shows real time plus its offset', () => {
    const clock = createClock()
    clock.setOffset(3 * 3600 * 1000)
    const aheadMilliseconds = clock.now().getTime() - realNowMilliseconds()
    expect(aheadMilliseconds).toBeGreaterThan(3 * 3600 * 1000 - 50)
    expect(aheadMilliseconds).toBeLessThanOrEqual(3 * 3600 * 1000)
  })

  it('writes dates as IAM does, to the second', () => {
    const date = new Date('2026-02-24T15:23:21.987Z')
    expect(isoSeconds(date)).toBe('2026-02-24T15:23:21Z')
    expect(wholeSeconds(date).toISOString()).toBe('2026-02-24T15:23:21.000Z')
    expect(addSeconds(date, 60).toISOString()).toBe('2026-02-24T15:24:21.987Z')
  })
})
