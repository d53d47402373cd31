import type { PolicyKind } from './decision.ts'

/** The kinds of policies as AWS's messages call them. */
export const kindNames: Readonly<Record<PolicyKind, string>> = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  resource: 'resource-based policy',
  trust: 'role trust policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
}
