import type { CompiledOrganization } from '@rolecall/credentials'
import { denialMessage } from '@rolecall/policy'
import type { Store } from '@rolecall/store'
import { authorizationMessage } from '../authorization-message.ts'
import type { PipelineDependencies } from '../dependencies.ts'
import * as errors from '../errors.ts'
import type { DecidedCheck, Exchange } from '../exchange.ts'
import { type AccessCheck, anyCaller, type Operation, type OperationRequest } from '../operation.ts'
import type { Denied } from '../ruling.ts'
import { isResourceControlled, rule } from './rule.ts'

interface Surroundings {
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

/** The organization of whoever owns the resource, where it can matter; a promise only where it has to be looked for. */
const organizationOf = (account: string, action: string, { exchange, dependencies, store }: Surroundings): Promise<CompiledOrganization | undefined> | undefined => {
  const { authenticated } = exchange
  if (authenticated === undefined) return undefined
  const { finder } = dependencies
  const { partition, caller, freshness } = authenticated
  const key = { partition, account }
  if (account === caller.account) return freshness.isInOrganization ? finder.organizations.find(key, { store, freshness }) : undefined
  if (!isResourceControlled(action)) return undefined
  return store.freshness.read(key).then((found) => finder.organizations.find(key, { store, freshness: found }))
}

interface Refused extends Surroundings {
  denied: Denied
  check: AccessCheck
}

/** EC2 encodes what it decided on, for sts:DecodeAuthorizationMessage. */
const encodedMessage = ({ exchange, dependencies, denied, check }: Refused): Promise<string> => {
  const { authenticated } = exchange
  if (authenticated === undefined) throw new Error('The request was not authenticated.')
  const { asked, decision } = denied
  const called = { service: exchange.service, region: authenticated.region }
  const message = authorizationMessage({ caller: authenticated.caller, called, asked, decision, conditionKeys: check.conditionKeys ?? {} })
  return dependencies.sealer.sealMessage(JSON.stringify(message))
}

const denial = async (refused: Refused) => {
  const { asked, decision } = refused.denied
  const sentence = denialMessage(decision, asked)
  const reason = decision.reasons().join(' ')
  if (refused.exchange.service !== 'ec2') return errors.accessDenied(sentence, reason)
  if (asked.shownResource === null) return errors.unauthorizedOperation(sentence, reason)
  const token = await encodedMessage(refused)
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
  const surroundings = { exchange: exchange as Exchange<never>, dependencies, store }
  for (const check of access) {
    const action = check.action ?? `${exchange.service}:${operation.handle.name}`
    const organization = organizationOf(check.resourceAccount ?? authenticated.caller.account, action, surroundings)
    const ruling = rule({ exchange: surroundings.exchange, authenticated, action, check, organization: organization && (await organization) }, dependencies.knownAllows)
    exchange.decided.push({ action, check, ruling } satisfies DecidedCheck)
    if (ruling.isAllowed || dependencies.enforcement === 'audit') continue
    throw check.refusal?.(ruling.decision.reasons().join(' ')) ?? (await denial({ ...surroundings, denied: ruling, check }))
  }
}
