import type { CredentialReportRecord } from '@rolecall/store'

const lifetimeMilliseconds = 4 * 3_600_000

/** For four hours a report is given again; then another can be made. */
export const isCurrent = (report: CredentialReportRecord, now: Date): boolean => now.getTime() < report.generatedAt.getTime() + lifetimeMilliseconds
