import { type Caller, type CompiledOrganization, policySetOf } from '@rolecall/credentials'
import { type AuthorizationRequest, type Decision, denialMessage, evaluate, type PolicySet } from '@rolecall/policy'
import type { Store } from '@rolecall/store'
import { authorizationMessage } from '../authorization-message.ts'
import type { PipelineDependencies } from '../dependencies.ts'
import { requestKeys } from '../condition-keys.ts'
import * as errors from '../errors.ts'
import type { Authenticated, DecidedCheck, Exchange } from '../exchange.ts'
import { type AccessCheck, anyCaller, type ConditionKeys, type Operation, type OperationRequest } from '../operation.ts'

interface Asking {
  exchange: Exchange<never>
  dependencies: PipelineDependencies
  /** Within a write the transaction. */
  store: Store
}

interface Authorization<Context> {
  exchange: Exchange<Context>
  operation: Operation<Context>
  request: OperationRequest<Context>
  /** Within a write the transaction. */
  store: Store
}

// The services of ours whose resources are bound by resource control policies.
const resourceControlled = /^(?:sts|autoscaling):/

/** The organization of whoever owns the resource, where it can matter; a promise only where it has to be looked for. */
const organizationOf = (account: string, action: string, { exchange, dependencies, store }: Asking): Promise<CompiledOrganization | undefined> | undefined => {
  const { authenticated } = exchange
  if (authenticated === undefined) return undefined
  const { finder } = dependencies
  const { partition, caller, freshness } = authenticated
  const key = { partition, account }
  if (account === caller.account) return freshness.isInOrganization ? finder.organizations.find(key, { store, freshness }) : undefined
  if (!resourceControlled.test(action)) return undefined
  return store.freshness.read(key).then((found) => finder.organizations.find(key, { store, freshness: found }))
}

/** What all checks of a request have in common. */
interface Common {
  caller: Caller
  own: PolicySet
  /** The keys that every check carries. */
  keys: () => ConditionKeys
}

const commonOf = (exchange: Exchange<never>, authenticated: Authenticated): Common => {
  let keys: ConditionKeys | undefined
  // Many policies ask for none of them.
  return { caller: authenticated.caller, own: policySetOf(authenticated.caller.policies), keys: () => (keys ??= requestKeys(exchange, authenticated)) }
}

const policiesFor = (check: AccessCheck, own: PolicySet, resourceControl: PolicySet['resourceControl']): PolicySet => {
  if (check.resourcePolicy === undefined && check.resourcePolicyKind === undefined && resourceControl === undefined) return own
  return {
    ...own,
    ...(resourceControl === undefined ? {} : { resourceControl }),
    ...(check.resourcePolicy === undefined ? {} : { resource: check.resourcePolicy }),
    ...(check.resourcePolicyKind === undefined ? {} : { resourceKind: check.resourcePolicyKind }),
  }
}

/** The question that a check puts to the policies. */
const questionOf = (check: AccessCheck, action: string, { common, organization }: { common: Common; organization: CompiledOrganization | undefined }): AuthorizationRequest => {
  const { caller, own, keys } = common
  const resourceAccount = check.resourceAccount ?? caller.account
  const question: AuthorizationRequest = {
    principal: check.principal ?? caller.principal,
    action,
    resource: check.resource,
    resourceAccount,
    context: () => [keys(), { 'aws:ResourceAccount': resourceAccount, 'aws:ResourceOrgID': organization?.id, ...check.conditionKeys }],
    policies: policiesFor(check, own, resourceControlled.test(action) ? organization?.resourceControl : undefined),
  }
  if (check.shownResource !== undefined) question.shownResource = check.shownResource
  return question
}

interface Denial extends Asking {
  asked: AuthorizationRequest
  check: AccessCheck
}

/** EC2 encodes what it decided on, for sts:DecodeAuthorizationMessage. */
const encodedMessage = (decision: Decision, { exchange, dependencies, asked, check }: Denial): Promise<string> => {
  const { authenticated } = exchange
  if (authenticated === undefined) throw new Error('The request was not authenticated.')
  const message = authorizationMessage({ caller: authenticated.caller, asked, decision, conditionKeys: check.conditionKeys ?? {} })
  return dependencies.sealer.sealMessage(JSON.stringify(message))
}

const denial = async (decision: Decision, denied: Denial) => {
  const { asked } = denied
  const sentence = denialMessage(decision, asked)
  const reason = decision.reasons().join(' ')
  if (denied.exchange.service !== 'ec2') return errors.accessDenied(sentence, reason)
  if (asked.shownResource === null) return errors.unauthorizedOperation(sentence, reason)
  const token = await encodedMessage(decision, denied)
  return errors.unauthorizedOperation(`${sentence}. Encoded authorization failure message: ${token}`, reason)
}

/** Asks the operation what must be allowed, decides each check and refuses the first that is denied. */
// eslint-disable-next-line complexity -- the checks of one call in order; splitting hides what refuses
export const authorize = async <Context>(authorization: Authorization<Context>, dependencies: PipelineDependencies): Promise<void> => {
  const { exchange, operation, request, store } = authorization
  const { authenticated, input } = exchange
  if (authenticated === undefined || input === undefined) throw new Error('The request was not authenticated.')
  exchange.decided = []
  const access = await operation.access(input, request)
  if (access === anyCaller || dependencies.enforcement === 'off') return
  const common = commonOf(exchange as Exchange<never>, authenticated)
  const asking = { exchange: exchange as Exchange<never>, dependencies, store }
  for (const check of access) {
    const action = check.action ?? `${exchange.service}:${operation.handle.name}`
    const organization = organizationOf(check.resourceAccount ?? authenticated.caller.account, action, asking)
    const asked = questionOf(check, action, { common, organization: organization && (await organization) })
    const decision = evaluate(asked)
    exchange.decided.push({ action, check, asked, decision } satisfies DecidedCheck)
    if (decision.isAllowed || dependencies.enforcement === 'audit') continue
    throw check.refusal?.(decision.reasons().join(' ')) ?? (await denial(decision, { ...asking, asked, check }))
  }
}
