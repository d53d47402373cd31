import type { Correction } from './correction.ts'

/** The model ends source identities at 64 characters; the service takes 256. */
export const stsSourceIdentityLength: Correction = {
  service: 'sts',
  structure: 'AssumeRoleRequest',
  members: { SourceIdentity: { constraints: { max: 256 } } },
}
