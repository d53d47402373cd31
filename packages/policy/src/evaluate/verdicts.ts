import { Context } from '../match/context.ts'
import type { NamedPolicy } from '../policy.ts'
import { applicablePolicies } from './applicable.ts'
import type { PolicyKind } from './decision.ts'
import type { AuthorizationRequest } from './request.ts'
import { type Question, scanPolicies, scanPolicy, scanResourcePolicy, type Verdict } from './scan.ts'

const lowerActions = new Map<string, string>()

// Actions are few and asked about all the time.
const lowerAction = (action: string): string => {
  const known = lowerActions.get(action)
  if (known !== undefined) return known
  const lower = action.toLowerCase()
  if (lowerActions.size < 5000) lowerActions.set(action, lower)
  return lower
}

/** The question that a request asks of every statement. */
export const questionOf = (request: AuthorizationRequest): Question => ({
  request,
  lowerAction: lowerAction(request.action),
  context: new Context(request.context),
})

const silent: Verdict = { deny: undefined, allow: undefined, strength: undefined }
const noLevels: readonly Verdict[] = []

/** What the policies of each kind say to a question. */
export interface Verdicts {
  identity: Verdict
  boundary: Verdict | undefined
  session: Verdict | undefined
  resource: Verdict
  serviceControl: readonly Verdict[]
  resourceControl: Verdict
}

/** How the resource's own policy is called. */
export const resourceKind = (request: AuthorizationRequest): PolicyKind => (request.policies.resourceKind === 'trust' ? 'trust' : 'resource')

const scanAll = (kind: PolicyKind, list: readonly NamedPolicy[], question: Question): Verdict => (list.length === 0 ? silent : scanPolicies(kind, list, question))

/** Holds every policy that may speak about the caller against a question. */
export const collectVerdicts = (question: Question): Verdicts => {
  const { request } = question
  const { identity, boundary, session, serviceControl, resourceControl } = applicablePolicies(request)
  const { resource } = request.policies
  return {
    identity: scanAll('identity', identity, question),
    boundary: boundary && scanPolicy('boundary', boundary, question),
    session: session && scanAll('session', session, question),
    resource: resource ? scanResourcePolicy(resourceKind(request), resource, question) : silent,
    serviceControl: serviceControl.length === 0 ? noLevels : serviceControl.map((level) => scanAll('scp', level, question)),
    resourceControl: scanAll('rcp', resourceControl, question),
  }
}

/** When no policy is asked. */
export const noVerdicts: Verdicts = {
  identity: silent,
  boundary: undefined,
  session: undefined,
  resource: silent,
  serviceControl: noLevels,
  resourceControl: silent,
}
