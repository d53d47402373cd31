import type { Correction } from './correction.ts'

/** STS writes the ARN first; some verifiers of presigned GetCallerIdentity compare whole texts. */
export const stsCallerIdentityOrder: Correction = {
  service: 'sts',
  structure: 'GetCallerIdentityResponse',
  order: ['Arn', 'UserId', 'Account'],
}
