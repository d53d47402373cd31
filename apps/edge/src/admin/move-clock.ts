import { type Clock, realNowMilliseconds } from '@rolecall/clock'
import { AdminError } from './admin-error.ts'

export interface ClockView {
  now: string
  offsetSeconds: number
}

export const clockView = (clock: Clock): ClockView => ({
  now: clock.now().toISOString(),
  offsetSeconds: clock.offsetMilliseconds / 1000,
})

const usage = 'Give {"advanceSeconds": number}, {"now": "ISO 8601 time"} or {"reset": true}.'

// Beyond this, dates no longer fit what AWS's formats and Postgres hold.
const maximumOffsetMilliseconds = 100 * 366 * 86_400_000

const wantedOffset = (body: unknown, clock: Clock): number => {
  if (typeof body !== 'object' || body === null) throw new AdminError(400, usage)
  if ('advanceSeconds' in body && typeof body.advanceSeconds === 'number') return clock.offsetMilliseconds + body.advanceSeconds * 1000
  if ('now' in body && typeof body.now === 'string') return new Date(body.now).getTime() - realNowMilliseconds()
  if ('reset' in body && body.reset === true) return 0
  throw new AdminError(400, usage)
}

/** The clock's new offset in milliseconds; refuses what is no time. */
export const newOffset = (body: unknown, clock: Clock): number => {
  const offset = Math.round(wantedOffset(body, clock))
  if (!Number.isFinite(offset) || Math.abs(offset) > maximumOffsetMilliseconds) throw new AdminError(400, usage)
  return offset
}
