import { AwsError } from '@rolecall/models'

export const validationError = (message: string): AwsError => new AwsError({ code: 'ValidationError', status: 400, message })

export const invalidParameterValue = (message: string): AwsError =>
  new AwsError({ code: 'InvalidParameterValue', status: 400, message })

export const accessDenied = (message: string, reason?: string): AwsError =>
  new AwsError({ code: 'AccessDenied', status: 403, message, ...(reason === undefined ? {} : { reason }) })
