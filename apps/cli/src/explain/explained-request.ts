/** `GET /_rolecall/events/{requestId}`, as far as it is printed. */
export interface ExplainedRequest {
  requestId: string
  /** ISO 8601, simulated time. */
  at: string
  service: string
  action?: string
  caller?: string
  /** `allowed`, `explicitDeny`, `implicitDeny`, `wouldDeny`. */
  decision?: string
  status: number
  checks: ExplainedCheck[]
  error?: { code: string; message: string; reason?: string }
}

export interface ExplainedCheck {
  action: string
  resource: string
  /** `allowed`, `explicitDeny`, `implicitDeny`. */
  decision: string
  reasons: string[]
  /** What AWS does not tell of the resource, such as that there is none. */
  remark?: string
  policies: ExplainedPolicy[]
  missing: { kind: string; level?: number; statement: object }[]
}

export interface ExplainedPolicy {
  kind: string
  name: string
  arn?: string
  attachedTo?: string
  level?: number
  /** `allows`, `denies`, `doesNotApply`, `notNeeded`, `silent`. */
  outcome: string
  statements: ExplainedStatement[]
}

export interface ExplainedStatement {
  /** From 0. */
  index: number
  sid?: string
  effect: string
  applies: boolean
  statement?: object
  failures: Failure[]
  /** Of a Deny that applies: what its conditions were met by. */
  conditions?: Omit<Failure, 'element'>[]
}

export interface Failure {
  element: string
  operator?: string
  key?: string
  expected: string[]
  actual: string[] | null
}
