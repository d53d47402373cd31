import { AwsError, getService } from '@rolecall/models'
import { readRequest } from '@rolecall/protocol'
import type { ApiResponse } from '@rolecall/protocol'
import { invalidAction, notImplemented, unknownVersion } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import type { Operation } from '../operation.ts'

/** Finds the operation that the request names; answers a response where AWS does so without any (redirects, 413). */
export const identify = <Context>(
  exchange: Exchange<Context>,
  operations: ReadonlyMap<string, Operation<Context>>,
): ApiResponse | undefined => {
  const read = readRequest(exchange.request, exchange.service)
  if ('response' in read) return read.response
  const service = getService(exchange.service)
  const model = service.operations.get(read.action)
  exchange.action = read.action
  exchange.parameters = read.parameters
  if (!service.accepts(read.version)) throw unknownVersion(exchange.service, read)
  if (model === undefined) throw invalidAction(exchange.service, read)
  exchange.model = model
  const operation = operations.get(read.action)
  if (operation === undefined) throw notImplemented(exchange.service, read.action)
  exchange.operation = operation
  return undefined
}
