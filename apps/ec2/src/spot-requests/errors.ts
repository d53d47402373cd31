import type { AwsError } from '@rolecall/models'
import { coded, invalidParameterCombination, invalidParameterValue } from '../errors.ts'

export const malformedRequestId = (id: string): AwsError => coded('InvalidSpotInstanceRequestID.Malformed')(`Invalid id: "${id}" (expecting "sir-...")`)

export const noSuchRequests = (ids: readonly string[]): AwsError =>
  coded('InvalidSpotInstanceRequestID.NotFound')(
    ids.length === 1 ? `The spot instance request ID '${ids[0] ?? ''}' does not exist` : `The spot instance request IDs '${ids.join(', ')}' do not exist`,
  )

export const countTooSmall = (count: number): AwsError =>
  invalidParameterValue(`Value ( ${count} ) for parameter instanceCount is invalid. Expecting a value greater than or equal to 1.`)

export const stopNeedsPersistence = (behavior: string): AwsError =>
  invalidParameterCombination(`The instance interruption behavior '${behavior}' cannot be used with a one-time Spot Instance request.`)
