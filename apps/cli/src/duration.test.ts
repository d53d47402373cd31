import { describe, expect, it } from '@jest/globals'
import { parseDuration, readTime } from './duration.ts'

describe('durations', () => {
  it.each([
    ['90', 90],
    ['90s', 90],
    ['45m', 2700],
    ['3h', 10_800],
    ['1d', 86_400],
    ['1h30m', 5400],
    ['-2h', -7200],
  ])('reads %s as %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds)
  })

  it('refuses anything else, saying how to write one', () => {
    expect(() => parseDuration('soon')).toThrow("'soon' is no duration; write 90s, 45m, 3h, 1d or 1h30m.")
  })

  it('may stand for a time, which is none unless it can be read', () => {
    expect(readTime('2026-11-24T09:39:23Z')).toBe('2026-11-24T09:39:23Z')
    expect(() => readTime('soon')).toThrow("'soon' is neither an ISO 8601 time nor a duration such as 45m, 3h or 1d.")
  })
})
