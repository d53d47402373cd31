import type { OperationModel } from '@rolecall/models'
import type { ApiResponse } from '../message.ts'
import { envelopeOf } from './envelopes.ts'
import { jsonStructure } from './json.ts'
import { response, type ResponseOptions } from './response.ts'

const jsonDocument = ({ name, output: shape }: OperationModel, output: object, requestId: string): string => {
  const result = shape === undefined ? {} : { [`${name}Result`]: jsonStructure(shape, output) }
  return JSON.stringify({ [`${name}Response`]: { ...result, ResponseMetadata: { RequestId: requestId } } })
}

interface Answer extends ResponseOptions {
  readonly output: object | undefined
  readonly requestId: string
}

const answer = (operation: OperationModel, { output = {}, requestId, asJson }: Answer): ApiResponse => {
  const { service } = operation
  const isJson = asJson === true && service !== 'ec2'
  const body = isJson ? jsonDocument(operation, output, requestId) : envelopeOf(operation)(output, requestId)
  return response({ service, status: 200, requestId, body, isJson })
}

/** The answer of an operation that succeeded; members that the model does not have are left out. */
export const writeOutput = (
  operation: OperationModel,
  output: object | undefined,
  requestId: string,
  options?: ResponseOptions,
// eslint-disable-next-line max-params -- what every caller has at hand, in the order of the contract
): ApiResponse => answer(operation, { output, requestId, ...options })
