import type { CurrentCredentials } from '@rolecall/store'

/** An instance and what it has, as far as renewal depends on it. */
export interface RotationState {
  isRunning: boolean
  launchedAt: Date
  /** The association in force; undefined without a profile. */
  associationId: string | undefined
  credentials: Pick<CurrentCredentials, 'associationId' | 'issuedAt' | 'expiresAt' | 'failedAt' | 'renewAt'> | undefined
}

export interface RotationSettings {
  lifetimeSeconds: number
}

export type RotationReason = 'none' | 'association changed' | 'started again' | 'clock moved back' | 'expired' | 'late' | 'due'

/** What to do now, and when new credentials would end and be due again. */
export type RotationPlan =
  | { action: 'keep' | 'remove' }
  | { action: 'issue'; reason: RotationReason; issuedAt: Date; expiresAt: Date; renewAt: Date }

// boto3 takes credentials with less than 12 to 20 minutes left for a sign of an outage and stretches them.
const leadSeconds = 20 * 60
// Clocks of different machines may differ by this much without anybody having moved them.
const toleranceSeconds = 60
const longestRetrySeconds = 3600
const shortestDelaySeconds = 60

/**
 * The pause after so many failures in a row: 3, 6, 11, 21, 41 s and so on, as recorded at AWS, to an hour.
 */
export const retryDelaySeconds = (failureCount: number): number =>
  Math.min(Math.floor(1 + 2.5 * 2 ** Math.min(failureCount - 1, 20)), longestRetrySeconds)

/** A third of the lifetime, and 20 minutes before its end at the latest, unless the lifetime is too short for that. */
export const renewalDelaySeconds = (lifetimeSeconds: number): number => {
  const third = Math.floor(lifetimeSeconds / 3)
  const latest = lifetimeSeconds - leadSeconds
  return latest < shortestDelaySeconds ? third : Math.min(third, latest)
}

const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000

/** Why new credentials are needed; undefined while the present ones, or the pause after a failure, last. */
const reasonToIssue = (state: RotationState, now: Date): RotationReason | undefined => {
  const { associationId, credentials, launchedAt } = state
  if (credentials === undefined) return 'none'
  if (credentials.associationId !== associationId) return 'association changed'
  const { issuedAt, expiresAt, failedAt, renewAt } = credentials
  if ([issuedAt, failedAt].some((time) => time !== null && secondsBetween(now, time) > toleranceSeconds)) return 'clock moved back'
  // Credentials are issued for whole seconds, so those of the second of the start are after it.
  if (issuedAt !== null && secondsBetween(issuedAt, launchedAt) >= 1) return 'started again'
  if (renewAt > now) return undefined
  if (expiresAt === null) return 'none'
  if (expiresAt <= now) return 'expired'
  return secondsBetween(now, expiresAt) < leadSeconds ? 'late' : 'due'
}

/**
 * The heart of rotation: given what an instance has, what is to be done at `now`. Pure, so that rotation and the metadata
 * service, which both act on it, cannot disagree. A changed role or trust policy is looked at when credentials are due.
 */
export const planRotation = (state: RotationState, now: Date, settings: RotationSettings): RotationPlan => {
  if (!state.isRunning || state.associationId === undefined) return { action: state.credentials ? 'remove' : 'keep' }
  const reason = reasonToIssue(state, now)
  if (reason === undefined) return { action: 'keep' }
  const issuedAt = new Date(Math.floor(now.getTime() / 1000) * 1000)
  const { lifetimeSeconds } = settings
  return {
    action: 'issue',
    reason,
    issuedAt,
    expiresAt: new Date(issuedAt.getTime() + lifetimeSeconds * 1000),
    renewAt: new Date(issuedAt.getTime() + renewalDelaySeconds(lifetimeSeconds) * 1000),
  }
}
