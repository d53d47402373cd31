import type { Correction } from './correction.ts'

// The model gives these lists no length, and AssumeRole's policy none either; the API reference does.
const PolicyArns = { constraints: { max: 10 } }
const Policy = { constraints: { max: 2048 } }
// The API reference says it in words only.
const MinimumSessionTokenSize = { constraints: { min: 0, max: 4096 } }
// The model ends source identities at 64 characters; the service takes 256.
const SourceIdentity = { constraints: { max: 256 } }

/** What a session may be limited by and called, and how long its token be made. */
export const stsSessionLimits: readonly Correction[] = [
  { service: 'sts', structure: 'AssumeRoleRequest', members: { Policy, PolicyArns, SourceIdentity, MinimumSessionTokenSize } },
  { service: 'sts', structure: 'AssumeRoleWithSAMLRequest', members: { PolicyArns, MinimumSessionTokenSize } },
  { service: 'sts', structure: 'AssumeRoleWithWebIdentityRequest', members: { PolicyArns, MinimumSessionTokenSize } },
  { service: 'sts', structure: 'GetFederationTokenRequest', members: { PolicyArns, MinimumSessionTokenSize } },
  { service: 'sts', structure: 'AssumeRootRequest', members: { MinimumSessionTokenSize } },
  { service: 'sts', structure: 'GetSessionTokenRequest', members: { MinimumSessionTokenSize } },
]
