import { type Explanation, explain, explainAllowed } from '@rolecall/policy'
import type { DecidedCheck } from './exchange.ts'
import type { AccessCheck } from './operation.ts'

/** What was decided about one check. */
export interface LoggedCheck {
  action: string
  resource: string
  /** `allowed`, `explicitDeny` or `implicitDeny`. */
  decision: string
  /** Why not, in sentences; of an allowed check only where no policy decided. */
  reasons: string[]
  /** The condition keys of the check that a permission is worth limiting to. */
  conditionKeys?: Record<string, string>
  /** Which explanation: its number from 0 in this event, or `REQUEST-ID/NUMBER` of another event; none when no policy was asked. */
  explanation?: number | string
}

/** The checks of a request and the explanations that it is the first of its batch to need. */
export interface LoggedChecks {
  checks: LoggedCheck[]
  explanations: Explanation[]
}

/** A check on its way into the log, as told but for its explanation. */
export interface ExplainableCheck {
  told: LoggedCheck
  /** Denials are explained by the very policies that decided, but not while the request waits. */
  explain(): Explanation
}

// They say what a call is for; the others tell of the client or of the present state of a resource.
const tellingKeys = ['iam:PassedToService', 'iam:PolicyARN', 'iam:AWSServiceName', 'ec2:CreateAction']
const boundaryKey = 'iam:PermissionsBoundary'
const givesBoundary = /^iam:(Create(Role|User)|Put(Role|User)PermissionsBoundary)$/

// The services whose checks have such keys.
const hasTellingKeys = /^(?:iam|ec2):/

const tellingKeysOf = (action: string, check: AccessCheck): LoggedCheck['conditionKeys'] => {
  const conditionKeys = hasTellingKeys.test(action) ? check.conditionKeys : undefined
  if (conditionKeys === undefined) return undefined
  let found: Record<string, string> | undefined
  for (const key of givesBoundary.test(action) ? [boundaryKey] : tellingKeys) {
    const value = conditionKeys[key]
    if (typeof value === 'string') (found ??= {})[key] = value
  }
  return found
}

/** The explanation of an allowed check is at hand; that of a denied one is dear to make. */
export const isAllowed = ({ told }: ExplainableCheck): boolean => told.decision === 'allowed'

const explainable = ({ action, check, asked, decision }: DecidedCheck): ExplainableCheck => {
  const told: LoggedCheck = { action, resource: check.resource, decision: decision.kind, reasons: [] }
  const conditionKeys = tellingKeysOf(action, check)
  if (conditionKeys !== undefined) told.conditionKeys = conditionKeys
  const explanation = decision.isAllowed ? explainAllowed(asked, decision) : undefined
  if (explanation === undefined || explanation.policies.length === 0) told.reasons = decision.reasons()
  return { told, explain: () => explanation ?? explain(asked, decision) }
}

/** What the log needs of the decisions. Of allowed ones it keeps nothing of the request, which may be large. */
export const explainableChecks = (decided: readonly DecidedCheck[]): ExplainableCheck[] => decided.map(explainable)

/** The explanations of a batch, each of which is written with the first event that needs it. */
export class BatchExplanations {
  readonly #places = new Map<Explanation, string>()

  add(requestId: string, explainableChecks: readonly ExplainableCheck[]): LoggedChecks {
    const explanations: Explanation[] = []
    const checks = explainableChecks.map(({ told, explain: explainCheck }): LoggedCheck => {
      const explanation = explainCheck()
      if (explanation.policies.length === 0 && explanation.missing.length === 0) return told
      told.explanation = this.#places.get(explanation) ?? explanations.push(explanation) - 1
      if (typeof told.explanation === 'number') this.#places.set(explanation, `${requestId}/${told.explanation}`)
      return told
    })
    return { checks, explanations }
  }
}
