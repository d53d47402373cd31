import { type Explanation, explain } from '@rolecall/policy'
import type { DecidedCheck } from './exchange.ts'
import type { AccessCheck } from './operation.ts'
import { loggedStart, type Ruling } from './ruling.ts'
import { storableJson } from './storable-json.ts'

/** What was decided about one check. */
export interface LoggedCheck {
  action: string
  resource: string
  /** `allowed`, `explicitDeny` or `implicitDeny`. */
  decision: string
  /** Why not, in sentences; of an allowed check only where no policy decided. */
  reasons: string[]
  /** What AWS does not tell of the resource, such as that there is none. */
  remark?: string
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

/** A check on its way into the log. */
export interface ExplainableCheck {
  isAllowed: boolean
  /** An object of JSON that lacks its explanation and its end. */
  started: string
  /** Of an allowed check it is at hand; that of a denied one is dear to make. */
  explanation: Explanation | undefined | (() => Explanation)
}

// They say what a call is for; the others tell of the client or of the present state of a resource.
// Those with a pattern do so in these actions only.
const tellingKeys: readonly [key: string, actions?: RegExp][] = [
  ['ec2:CreateAction'],
  ['ec2:InstanceType', /^ec2:(?:RunInstances|RequestSpotInstances)$/],
  ['iam:AWSServiceName'],
  ['iam:PassedToService'],
  ['iam:PermissionsBoundary', /^iam:(?:Create(?:Role|User)|Put(?:Role|User)PermissionsBoundary)$/],
  ['iam:PolicyARN'],
  ['iam:ServiceSpecificCredentialServiceName'],
  ['sts:TaskPolicyArn'],
]

// The checks that have such keys.
const hasTellingKeys = /^(?:iam:|ec2:|sts:AssumeRoot$)/

const tellingKeysOf = (action: string, check: AccessCheck): LoggedCheck['conditionKeys'] => {
  const conditionKeys = hasTellingKeys.test(action) ? check.conditionKeys : undefined
  if (conditionKeys === undefined) return undefined
  let found: Record<string, string> | undefined
  for (const [key, actions] of tellingKeys) {
    const value = actions?.test(action) === false ? undefined : conditionKeys[key]
    if (typeof value === 'string') (found ??= {})[key] = value
  }
  return found
}

const startOf = ({ action, check, ruling }: DecidedCheck): string => {
  const start = ruling.isAllowed ? ruling.logged : loggedStart(ruling.asked, ruling.decision, ruling.decision.reasons())
  const remarked = check.remark === undefined ? start : `${start},"remark":${storableJson(check.remark)}`
  const conditionKeys = tellingKeysOf(action, check)
  return conditionKeys === undefined ? remarked : `${remarked},"conditionKeys":${storableJson(conditionKeys)}`
}

/** Denials are explained by the very policies that decided, but not while the request waits. */
const explanationOf = (ruling: Ruling): ExplainableCheck['explanation'] =>
  ruling.isAllowed ? ruling.explanation : () => explain(ruling.asked, ruling.decision)

/** What the log needs of the decisions. Of allowed ones it keeps nothing of the request, which may be large. */
export const explainableChecks = (decided: readonly DecidedCheck[]): ExplainableCheck[] =>
  decided.map((check) => ({ isAllowed: check.ruling.isAllowed, started: startOf(check), explanation: explanationOf(check.ruling) }))

/** The explanations of a batch, each of which is written with the first event that needs it. */
export class BatchExplanations {
  readonly #places = new Map<Explanation, string>()

  /** LoggedChecks as JSON, without the braces. */
  add(requestId: string, explainableChecks: readonly ExplainableCheck[]): string {
    const explanations: string[] = []
    const checks = explainableChecks.map(({ started, explanation: found }) => {
      const explanation = typeof found === 'function' ? found() : found
      if (explanation === undefined || (explanation.policies.length === 0 && explanation.missing.length === 0)) return `${started}}`
      const place = this.#places.get(explanation)
      if (place !== undefined) return `${started},"explanation":"${place}"}`
      const number = explanations.push(storableJson(explanation)) - 1
      this.#places.set(explanation, `${requestId}/${number}`)
      return `${started},"explanation":${number}}`
    })
    return `"checks":[${checks.join(',')}],"explanations":[${explanations.join(',')}]`
  }
}
