import type { NamedPolicy, Statement } from '../policy.ts'

/** Which kind of policy decided. */
export type PolicyKind = 'identity' | 'boundary' | 'session' | 'resource' | 'trust' | 'scp' | 'rcp'

export interface MatchedStatement {
  kind: PolicyKind
  policy: NamedPolicy
  statement: Statement
}

export interface Decision {
  isAllowed: boolean
  kind: 'allowed' | 'explicitDeny' | 'implicitDeny'
  /** The kind of policy that denied; undefined when allowed. */
  cause: PolicyKind | undefined
  /** The statements that decided: those that allowed, or the one that denied. */
  matched: readonly MatchedStatement[]
  /** Why, in sentences for the request log; worked out only when asked. */
  reasons(): string[]
}
