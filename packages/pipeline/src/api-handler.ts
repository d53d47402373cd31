import type { OperationModel } from '@rolecall/models'
import { utcText } from '@rolecall/clock'
import { AwsError } from '@rolecall/models'
import { type ApiRequest, type ApiResponse, readInput, writeError, writeOutput } from '@rolecall/protocol'
import type { PipelineDependencies } from './dependencies.ts'
import * as errors from './errors.ts'
import type { Exchange } from './exchange.ts'
import type { Operation, ServiceDefinition } from './operation.ts'
import { recordExchange } from './record-exchange.ts'
import { acceptUnsigned, asServiceError, authenticate } from './steps/authenticate.ts'
import { identify } from './steps/identify.ts'
import { runOperation } from './steps/run.ts'

/** Something that answers API requests of one service; the edge reaches services in its own process through it. */
export interface ApiHandler {
  handle(request: ApiRequest): Promise<ApiResponse>
}

const acceptsJson = (request: ApiRequest): boolean =>
  request.headers.some(([name, value]) => name.length === 6 && name.toLowerCase() === 'accept' && value.includes('application/json'))

const hasRequestId = (headers: ApiResponse['headers']): boolean => headers.some(([name]) => name.toLowerCase() === 'x-amzn-requestid')

// The Date follows the simulated clock: SDKs correct their own clock by it.
const withRequestHeaders = (headers: ApiResponse['headers'], exchange: { requestId: string; now: Date }): ApiResponse['headers'] => {
  const all = hasRequestId(headers) ? [...headers] : [['x-amzn-RequestId', exchange.requestId] as const, ...headers]
  all.push(['Date', utcText(exchange.now)])
  return all
}

/** The life of one API request, from its bytes to the answer's bytes. */
export class ServiceHandler<Context> implements ApiHandler {
  readonly #definition: ServiceDefinition<Context>
  readonly #dependencies: PipelineDependencies
  readonly #operations: ReadonlyMap<string, Operation<Context>>

  constructor(definition: ServiceDefinition<Context>, dependencies: PipelineDependencies) {
    this.#definition = definition
    this.#dependencies = dependencies
    this.#operations = new Map(definition.operations.map((operation) => [operation.handle.name, operation]))
    if (this.#operations.size !== definition.operations.length) throw new Error(`${definition.service} lists an operation twice.`)
  }

  async handle(request: ApiRequest): Promise<ApiResponse> {
    const exchange: Exchange<Context> = {
      request,
      requestId: this.#dependencies.ids.uuid(),
      startedAt: performance.now(),
      service: this.#definition.service,
      now: this.#dependencies.clock.now(),
      asJson: acceptsJson(request),
      decided: [],
    }
    let error: AwsError | undefined
    let response: ApiResponse
    try {
      response = await this.#answer(exchange)
    } catch (thrown) {
      error = this.#awsError(exchange, thrown)
      response = writeError(exchange.service, error, exchange.requestId, { asJson: exchange.asJson })
    }
    recordExchange({ exchange, status: response.status, error, enforcement: this.#dependencies.enforcement }, this.#dependencies.requestLog)
    return { ...response, headers: withRequestHeaders(response.headers, exchange) }
  }

  async #answer(exchange: Exchange<Context>): Promise<ApiResponse> {
    const redirect = identify(exchange, this.#operations)
    if (redirect !== undefined) return redirect
    const { model, operation } = exchange
    if (model === undefined || operation === undefined) throw new Error('The operation was not identified.')
    exchange.authenticated = await (model.isUnsigned ? acceptUnsigned : authenticate)(exchange, this.#dependencies)
    this.#definition.admit?.(exchange.authenticated.caller)
    exchange.input = readInput(model, exchange.parameters ?? new Map())
    exchange.output = await runOperation({ exchange, operation, definition: this.#definition, dependencies: this.#dependencies })
    return writeOutput(model, exchange.output, exchange.requestId, { asJson: exchange.asJson })
  }

  /** Whatever is no refusal is ours to answer for: it is logged with the request id and answered without detail. */
  #awsError(exchange: Exchange<Context>, thrown: unknown): AwsError {
    const error = asServiceError(exchange.service, thrown)
    if (error instanceof AwsError) return error
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    console.error(`request ${exchange.requestId} (${exchange.service}:${exchange.action ?? '?'}) failed: ${detail}`)
    return errors.internalFailure(exchange.service)
  }
}
