import type { NamedPolicy, Statement } from '../policy.ts'

/** Which kind of policy decided. */
export type PolicyKind = 'identity' | 'boundary' | 'session' | 'resource' | 'trust' | 'scp' | 'rcp'

export interface MatchedStatement {
  kind: PolicyKind
  policy: NamedPolicy
  statement: Statement
}

/** A statement in the policy language. */
export type StatementJson = Record<string, unknown>

/** An Allow that a decision lacked. */
export interface MissingAllow {
  /** The kind of policy that must say it. */
  kind: PolicyKind
  /** Of service control policies: from 0 at the organization's root to the account. */
  level?: number
  /** In the policy language; it allows this question and nothing else. */
  statement: StatementJson
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
  /** What would have to be added so that, but for explicit denies, it is allowed; empty when it is. */
  missing(): MissingAllow[]
}
