import { AwsError } from '@rolecall/models'

/** A refusal by its wire code: EC2's service model lists none. */
export const coded =
  (code: string, status = 400) =>
  (message: string): AwsError =>
    new AwsError({ code, status, message })

export const incorrectInstanceState = coded('IncorrectInstanceState')
export const incorrectState = coded('IncorrectState')
export const invalidParameter = coded('InvalidParameter')
export const invalidParameterCombination = coded('InvalidParameterCombination')
export const invalidParameterValue = coded('InvalidParameterValue')
export const operationNotPermitted = coded('OperationNotPermitted')
export const unsupportedOperation = coded('UnsupportedOperation')

export const missingParameter = (name: string): AwsError => coded('MissingParameter')(`The request must contain the parameter ${name}`)

/** `Value (X) for parameter Y is invalid. WHY` */
export const badValue = (value: string, parameter: string, why: string): AwsError =>
  invalidParameterValue(`Value (${value}) for parameter ${parameter} is invalid. ${why}`)

/** The parameters X and Y, as EC2 writes it. */
export const cannotBeUsedWith = (parameter: string, other: string): AwsError =>
  invalidParameterCombination(`The parameter ${parameter} cannot be used with the parameter ${other}`)
