import type { AccessKeyWithUse, LoginProfileRecord, SigningCertificateRecord } from '@rolecall/store'

export type ReportedKey = Omit<AccessKeyWithUse, 'secret'>

const absent = 'N/A'
const unknown = 'no_information'
const unsupported = 'not_supported'
const dayMilliseconds = 86_400_000

/** `2026-02-24T15:23:21+00:00` */
export const reportTime = (time: Date): string => `${time.toISOString().slice(0, 19)}+00:00`

/** The names of the columns, in their order. */
export const reportColumns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...[1, 2].flatMap((number) =>
    ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map((name) => `access_key_${number}_${name}`),
  ),
  ...[1, 2].flatMap((number) => ['active', 'last_rotated'].map((name) => `cert_${number}_${name}`)),
]

/** Of the console's password nothing is known but that root has one: nobody signs in here. */
export const rootPasswordCells = [unsupported, unknown, unsupported, unsupported]

/** When a password has to be changed at the latest. */
const nextRotation = ({ changedAt }: LoginProfileRecord, maximumAgeDays: number | undefined): string =>
  maximumAgeDays === undefined ? absent : reportTime(new Date(changedAt.getTime() + maximumAgeDays * dayMilliseconds))

export const passwordCells = (profile: LoginProfileRecord | undefined, maximumAgeDays: number | undefined): string[] =>
  profile === undefined
    ? ['false', absent, absent, absent]
    : ['true', unknown, reportTime(profile.changedAt), nextRotation(profile, maximumAgeDays)]

const keyCells = (key: ReportedKey | undefined): string[] => {
  if (key === undefined) return ['false', absent, absent, absent, absent]
  const used = key.lastUsedAt === null ? absent : reportTime(key.lastUsedAt)
  return [String(key.status === 'Active'), reportTime(key.createdAt), used, key.lastUsedRegion ?? absent, key.lastUsedService ?? absent]
}

const certificateCells = (certificate: SigningCertificateRecord | undefined): string[] =>
  certificate === undefined ? ['false', absent] : [String(certificate.status === 'Active'), reportTime(certificate.uploadedAt)]

/** Two of each, older first; the report has no room for more. */
export const credentialCells = (keys: readonly ReportedKey[], certificates: readonly SigningCertificateRecord[]): string[] => [
  ...[0, 1].flatMap((index) => keyCells(keys[index])),
  ...[0, 1].flatMap((index) => certificateCells(certificates[index])),
]

/** Names may have commas. */
export const asLine = (cells: readonly string[]): string => cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')
