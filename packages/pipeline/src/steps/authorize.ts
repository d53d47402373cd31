import { type Caller, type CompiledOrganization, policySetOf } from '@rolecall/credentials'
import { type Decision, denialMessage, evaluate, type AuthorizationRequest } from '@rolecall/policy'
import type { Store } from '@rolecall/store'
import { authorizationMessage } from '../authorization-message.ts'
import type { PipelineDependencies } from '../dependencies.ts'
import { requestKeys } from '../condition-keys.ts'
import * as errors from '../errors.ts'
import type { DecidedCheck, Exchange } from '../exchange.ts'
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

/** The organization of whoever owns the resource, where it can matter. */
const organizationOf = async (account: string, action: string, { exchange, dependencies, store }: Asking): Promise<CompiledOrganization | undefined> => {
  const { authenticated } = exchange
  if (authenticated === undefined) return undefined
  const { finder } = dependencies
  const { partition, caller, freshness } = authenticated
  const key = { partition, account }
  if (account === caller.account) return finder.organizations.find(key, { store, freshness })
  if (!resourceControlled.test(action)) return undefined
  return finder.organizations.find(key, { store, freshness: await store.freshness.read(key) })
}

type ActionCheck = AccessCheck & { action: string }

/** Within an account that is in no organization, as most are, nothing has to be asked. */
const mayBeBound = (account: string, { exchange }: Asking): boolean =>
  exchange.authenticated?.freshness.isInOrganization === true || account !== exchange.authenticated?.caller.account

interface Question {
  check: ActionCheck
  caller: Caller
  keys: ConditionKeys
  organization: CompiledOrganization | undefined
}

const authorizationRequest = ({ check, caller, keys, organization }: Question): AuthorizationRequest => {
  const resourceAccount = check.resourceAccount ?? caller.account
  return {
    principal: check.principal ?? caller.principal,
    action: check.action,
    resource: check.resource,
    resourceAccount,
    ...(check.shownResource === undefined ? {} : { shownResource: check.shownResource }),
    context: [keys, { 'aws:ResourceAccount': resourceAccount, 'aws:ResourceOrgID': organization?.id, ...check.conditionKeys }],
    policies: {
      ...policySetOf(caller.policies),
      ...(organization !== undefined && resourceControlled.test(check.action) ? { resourceControl: organization.resourceControl } : {}),
      ...(check.resourcePolicy === undefined ? {} : { resource: check.resourcePolicy }),
      ...(check.resourcePolicyKind === undefined ? {} : { resourceKind: check.resourcePolicyKind }),
    },
  }
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
  const { caller } = authenticated
  const keys = requestKeys(exchange as Exchange<never>, authenticated)
  for (const check of access) {
    const action = check.action ?? `${exchange.service}:${operation.handle.name}`
    const asking = { exchange: exchange as Exchange<never>, dependencies, store }
    const resourceAccount = check.resourceAccount ?? caller.account
    const organization = mayBeBound(resourceAccount, asking) ? await organizationOf(resourceAccount, action, asking) : undefined
    const asked = authorizationRequest({ check: { ...check, action }, caller, keys, organization })
    const decision = evaluate(asked)
    exchange.decided.push({ action, check, asked, decision } satisfies DecidedCheck)
    if (decision.isAllowed || dependencies.enforcement === 'audit') continue
    throw check.refusal?.(decision.reasons().join(' ')) ?? (await denial(decision, { ...asking, asked, check }))
  }
}
