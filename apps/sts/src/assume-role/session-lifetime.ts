import type { Caller } from '@rolecall/credentials'
import { chainedSessionTooLong, sessionTooLong } from './errors.ts'

const defaultSeconds = 3600
const chainedMaximumSeconds = 3600

/**
 * Seconds that the session lasts. The default is an hour whatever the role allows; a role session that assumes a role
 * (role chaining) gets an hour at most. The order of the two refusals is recorded from AWS.
 */
export const sessionLifetime = (asked: number | undefined, maximumSeconds: number, caller: Pick<Caller, 'kind'>): number => {
  const lifetimeSeconds = asked ?? defaultSeconds
  if (lifetimeSeconds > maximumSeconds) throw sessionTooLong()
  if (caller.kind === 'role-session' && lifetimeSeconds > chainedMaximumSeconds) throw chainedSessionTooLong()
  return lifetimeSeconds
}
