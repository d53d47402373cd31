import { AwsError } from '@rolecall/models'

const refusal = (code: string, message: string): AwsError => new AwsError({ code, status: 400, message })

export const invalidFilter = (name: string): AwsError => refusal('InvalidParameterValue', `The filter '${name}' is invalid`)

export const emptyFilter = (name: string): AwsError =>
  refusal('InvalidParameterValue', `The filter '${name}' must have at least one value`)

export const filterLimitExceeded = (): AwsError =>
  refusal('FilterLimitExceeded', 'The maximum number of filter values specified on a single call is 200')

export const maxResultsTooSmall = (value: number, minimum: number): AwsError =>
  refusal('InvalidParameterValue', `Value ( ${value} ) for parameter maxResults is invalid. Expecting a value greater than ${minimum}.`)

export const maxResultsTooLarge = (value: number, maximum: number): AwsError =>
  refusal('InvalidParameterValue', `Value ( ${value} ) for parameter maxResults is invalid. Expecting a value smaller than or equal to ${maximum}.`)

/** Older operations spell parameters in lower case, newer ones as they are. */
export const idsWithMaxResults = (idsName: string): AwsError =>
  refusal('InvalidParameterCombination', `The parameter ${idsName} cannot be used with the parameter ${/^[A-Z]/.test(idsName) ? 'MaxResults' : 'maxResults'}`)

export const invalidNextToken = (): AwsError => refusal('InvalidNextToken', 'The token is not valid.')
