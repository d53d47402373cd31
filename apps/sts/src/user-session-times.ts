import { wholeSeconds } from '@rolecall/clock'
import type { Caller } from '@rolecall/credentials'

const defaultSeconds = 43_200
const rootMaximumSeconds = 3600

/**
 * From when to when a session that a user or root makes of itself lasts, in epoch seconds. Root's is cut to an hour without a
 * word: API reference of GetSessionToken and GetFederationToken, DurationSeconds.
 */
export const userSessionTimes = (durationSeconds: number | undefined, caller: Caller, now: Date): { issuedAt: number; expiresAt: number } => {
  const asked = durationSeconds ?? defaultSeconds
  const lifetimeSeconds = caller.kind === 'root' ? Math.min(asked, rootMaximumSeconds) : asked
  const issuedAt = Math.floor(wholeSeconds(now).getTime() / 1000)
  return { issuedAt, expiresAt: issuedAt + lifetimeSeconds }
}
