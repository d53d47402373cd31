import { createHash } from 'node:crypto'
import type { CurrentCredentials } from '@rolecall/store'

/** An instance and what it has, as far as renewal depends on it. */
export interface RotationState {
  instanceId: string
  isRunning: boolean
  launchedAt: Date
  /** The association in force; undefined without a profile. */
  associationId: string | undefined
  credentials: Pick<CurrentCredentials, 'associationId' | 'issuedAt' | 'expiresAt' | 'failedAt' | 'renewAt'> | undefined
}

export interface RotationSettings {
  lifetimeSeconds: number
  /** New credentials are there so long before the old ones end; 20 minutes unless told. */
  leadSeconds?: number
}

export type RotationReason =
  | 'none'
  | 'association changed'
  | 'started again'
  | 'clock moved back'
  | 'lifetime shortened'
  | 'expired'
  | 'late'
  | 'due'

/** What to do now. `renewAt` is when rotation comes for the new credentials if nobody who read them made it do so before. */
export type RotationPlan =
  | { action: 'keep' | 'remove' }
  | { action: 'issue'; reason: RotationReason; issuedAt: Date; expiresAt: Date; renewAt: Date }

// boto3 takes credentials with less than 12 to 20 minutes left for a sign of an outage and stretches them.
export const leadSecondsDefault = 20 * 60
// Clocks of different machines may differ by this much without anybody having moved them.
const toleranceSeconds = 60
const longestRetrySeconds = 3600
const shortestDelaySeconds = 60

/**
 * The pause after so many failures in a row: 3, 6, 11, 21, 41 s and so on, as recorded at AWS, to an hour.
 */
export const retryDelaySeconds = (failureCount: number): number =>
  Math.min(Math.floor(1 + 2.5 * 2 ** Math.min(failureCount - 1, 20)), longestRetrySeconds)

/**
 * When credentials become due, and when rotation has come for them, in seconds from their issue: from a third of the lifetime
 * to two thirds, both before the lead time unless the lifetime is too short for that.
 */
export const renewalWindow = ({ lifetimeSeconds, leadSeconds = leadSecondsDefault }: RotationSettings): { opensAfter: number; closesAfter: number } => {
  const latest = lifetimeSeconds - leadSeconds
  const end = latest < shortestDelaySeconds ? lifetimeSeconds : latest
  const third = Math.floor(lifetimeSeconds / 3)
  return { opensAfter: Math.min(third, end), closesAfter: Math.min(2 * third, end) }
}

/** An instance's own moment in the window, in seconds from the issue: a fleet that was launched at once is spread evenly. */
export const renewalDelaySeconds = (instanceId: string, settings: RotationSettings): number => {
  const { opensAfter, closesAfter } = renewalWindow(settings)
  const length = closesAfter - opensAfter
  return length === 0 ? opensAfter : opensAfter + (createHash('sha256').update(instanceId).digest().readUInt32BE(0) % length)
}

/** Renewal is never planned further ahead than this; where it is, the clock was moved or the lifetime shortened. */
export const furthestRenewalSeconds = (settings: RotationSettings): number =>
  Math.max(renewalWindow(settings).closesAfter, longestRetrySeconds) + toleranceSeconds

const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000

type Credentials = NonNullable<RotationState['credentials']>

const isFromTheFuture = ({ issuedAt, failedAt }: Credentials, now: Date): boolean =>
  [issuedAt, failedAt].some((time) => time !== null && secondsBetween(now, time) > toleranceSeconds)

/** The window of good credentials opens before rotation comes for them; after a failure only the pause counts. */
const isDue = ({ issuedAt, expiresAt, failedAt, renewAt }: Credentials, now: Date, settings: RotationSettings): boolean => {
  if (renewAt <= now) return true
  if (issuedAt === null || expiresAt === null || failedAt !== null) return false
  const { opensAfter } = renewalWindow({ ...settings, lifetimeSeconds: secondsBetween(issuedAt, expiresAt) })
  return secondsBetween(issuedAt, now) >= opensAfter
}

const reasonOfAge = (credentials: Credentials, now: Date, settings: RotationSettings): RotationReason | undefined => {
  const { expiresAt, renewAt } = credentials
  if (secondsBetween(now, renewAt) > furthestRenewalSeconds(settings)) return 'lifetime shortened'
  if (!isDue(credentials, now, settings)) return undefined
  if (expiresAt === null) return 'none'
  if (expiresAt <= now) return 'expired'
  return secondsBetween(now, expiresAt) < (settings.leadSeconds ?? leadSecondsDefault) ? 'late' : 'due'
}

/**
 * Who was renewed at the planned moment, give or take a sweep, is renewed again as soon as the window opens: what is spread
 * stays so. Whatever else brings new credentials may bring them to many at once, and spreads them anew.
 */
const isOnTime = (credentials: Credentials | undefined, now: Date, settings: RotationSettings): boolean => {
  if (credentials?.issuedAt == null || credentials.expiresAt === null || credentials.failedAt !== null) return false
  const { issuedAt, expiresAt, renewAt } = credentials
  const { opensAfter } = renewalWindow({ ...settings, lifetimeSeconds: secondsBetween(issuedAt, expiresAt) })
  const lateness = secondsBetween(renewAt, now)
  return secondsBetween(issuedAt, renewAt) >= opensAfter && lateness >= 0 && lateness <= toleranceSeconds
}

/** Why new credentials are needed; undefined while the present ones, or the pause after a failure, last. */
const reasonToIssue = ({ associationId, credentials, launchedAt }: RotationState, now: Date, settings: RotationSettings): RotationReason | undefined => {
  if (credentials === undefined) return 'none'
  if (credentials.associationId !== associationId) return 'association changed'
  if (isFromTheFuture(credentials, now)) return 'clock moved back'
  // Credentials are issued for whole seconds, so those of the second of the start are after it.
  if (credentials.issuedAt !== null && secondsBetween(credentials.issuedAt, launchedAt) >= 1) return 'started again'
  return reasonOfAge(credentials, now, settings)
}

/**
 * The heart of rotation: given what an instance has, what is to be done at `now`. Pure, so that rotation and the metadata
 * service, which both act on it, cannot disagree. A changed role or trust policy is looked at when credentials are due.
 */
export const planRotation = (state: RotationState, now: Date, settings: RotationSettings): RotationPlan => {
  if (!state.isRunning || state.associationId === undefined) return { action: state.credentials ? 'remove' : 'keep' }
  const reason = reasonToIssue(state, now, settings)
  if (reason === undefined) return { action: 'keep' }
  const issuedAt = new Date(Math.floor(now.getTime() / 1000) * 1000)
  const { lifetimeSeconds } = settings
  const isSpread = reason === 'due' && isOnTime(state.credentials, now, settings)
  const renewalDelay = isSpread ? renewalWindow(settings).opensAfter : renewalDelaySeconds(state.instanceId, settings)
  return {
    action: 'issue',
    reason,
    issuedAt,
    expiresAt: new Date(issuedAt.getTime() + lifetimeSeconds * 1000),
    renewAt: new Date(issuedAt.getTime() + renewalDelay * 1000),
  }
}
