import type { Correction } from './correction.ts'

/** STS writes who was assumed before the credentials, and the source identity before the packed size. */
export const stsAssumeRoleOrder: Correction = {
  service: 'sts',
  structure: 'AssumeRoleResponse',
  order: ['AssumedRoleUser', 'Credentials', 'SourceIdentity', 'PackedPolicySize'],
}
