import { type AccountState, isTransientConflict, type Store } from '@rolecall/store'
import type { PipelineDependencies } from '../dependencies.ts'
import { isGlobalEndpoint } from '../endpoint.ts'
import * as errors from '../errors.ts'
import type { Authenticated, Exchange } from '../exchange.ts'
import type { Effect, Operation, OperationRequest, ServiceDefinition } from '../operation.ts'
import { authorize } from './authorize.ts'

const readingName = /^(Get|List|Describe|Assume|Decode|Simulate)/
const maximumAttempts = 6

export const effectOf = <Context>(operation: Operation<Context>, definition: ServiceDefinition<Context>): Effect =>
  operation.effect ?? (readingName.test(operation.handle.name) ? 'read' : definition.writeEffect)

interface Run<Context> {
  exchange: Exchange<Context>
  operation: Operation<Context>
  definition: ServiceDefinition<Context>
  dependencies: PipelineDependencies
}

const authenticatedOf = <Context>(exchange: Exchange<Context>): Authenticated => {
  if (exchange.authenticated === undefined) throw new Error('The request was not authenticated.')
  return exchange.authenticated
}

const operationRequest = <Context>({ exchange, definition }: Run<Context>, store: Store): OperationRequest<Context> => {
  const { caller, partition, region } = authenticatedOf(exchange)
  return {
    context: definition.createContext(store),
    caller,
    partition,
    region,
    // Worked out for whoever asks: nearly nobody does.
    get isGlobalEndpoint() {
      return isGlobalEndpoint(exchange.request)
    },
    account: caller.account,
    now: exchange.now,
    requestId: exchange.requestId,
  }
}

/** A dry run ends where the first change would be made. */
const dryRun = async <Context>({ exchange, operation, definition }: Run<Context>, request: OperationRequest<Context>): Promise<never> => {
  const input = exchange.input ?? {}
  if (effectOf(operation, definition) === 'read') await operation.run(input, request)
  else await operation.lookUp?.(input, request)
  throw errors.dryRunOperation()
}

const authorizeAndRun = async <Context>(run: Run<Context>, store: Store): Promise<object | undefined> => {
  const { exchange, operation, dependencies } = run
  const request = operationRequest(run, store)
  await authorize({ exchange, operation, request, store }, dependencies)
  const input = exchange.input ?? {}
  if (exchange.model?.hasDryRun === true && 'DryRun' in input && input.DryRun === true) return dryRun(run, request)
  return operation.run(input, request)
}

/** Within the transaction: the caller as of the account's state that the transaction holds. */
const refreshCaller = async <Context>(run: Run<Context>, state: AccountState | undefined, store: Store): Promise<void> => {
  const { exchange, dependencies } = run
  const authenticated = authenticatedOf(exchange)
  if (authenticated.freshness.version === state?.version) return
  const { epoch } = authenticated.freshness
  const freshness = { version: state?.version, epoch, isInOrganization: state?.isInOrganization ?? false }
  const { caller } = await dependencies.finder.find(authenticated.claim, { freshness, now: exchange.now, store })
  exchange.authenticated = { ...authenticated, caller, freshness }
}

const runInTransaction = <Context>(run: Run<Context>, effect: Effect): Promise<object | undefined> =>
  run.dependencies.store.writeTransaction({ account: authenticatedOf(run.exchange).caller, changesAccess: effect === 'change-access' }, async (store, state) => {
    await refreshCaller(run, state, store)
    return authorizeAndRun(run, store)
  })

const runWrite = async <Context>(run: Run<Context>, effect: Effect): Promise<object | undefined> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runInTransaction(run, effect)
    } catch (error) {
      if (attempt === maximumAttempts || !isTransientConflict(error)) throw error
    }
  }
}

/** Authorizes and runs; writes do both in one transaction, made anew when another one got in its way. */
export const runOperation = <Context>(run: Run<Context>): Promise<object | undefined> => {
  const effect = effectOf(run.operation, run.definition)
  return effect === 'read' ? authorizeAndRun(run, run.dependencies.store) : runWrite(run, effect)
}
