import { type AuthorizationRequest, type Decision, explainAllowed, type Explanation } from '@rolecall/policy'
import { storableJson } from './storable-json.ts'

/** A check that is allowed. Nothing of the request is kept but the resource, so that it may serve the next one too. */
export interface Allowed {
  isAllowed: true
  kind: 'allowed'
  /** Its line in the request log, an object of JSON that is still open. */
  logged: string
  /** Undefined when no policy was asked. */
  explanation: Explanation | undefined
}

export interface Denied {
  isAllowed: false
  kind: 'explicitDeny' | 'implicitDeny'
  asked: AuthorizationRequest
  decision: Decision
}

/** What the policies said to one check. */
export type Ruling = Allowed | Denied

/** The start of a check's line in the request log, to which more members may be added. */
export const loggedStart = ({ action, resource }: AuthorizationRequest, { kind }: Decision, reasons: readonly string[]): string =>
  storableJson({ action, resource, decision: kind, reasons }).slice(0, -1)

const allowedBy = (asked: AuthorizationRequest, decision: Decision): Allowed => {
  const explanation = explainAllowed(asked, decision)
  const isByPolicy = explanation.policies.length > 0
  return {
    isAllowed: true,
    kind: 'allowed',
    logged: loggedStart(asked, decision, isByPolicy ? [] : decision.reasons()),
    explanation: isByPolicy ? explanation : undefined,
  }
}

export const rulingOf = (asked: AuthorizationRequest, decision: Decision): Ruling => {
  const { kind } = decision
  return kind === 'allowed' ? allowedBy(asked, decision) : { isAllowed: false, kind, asked, decision }
}
