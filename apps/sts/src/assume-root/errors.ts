import type { AwsError } from '@rolecall/models'
import { accessDenied, validationError } from '../errors.ts'

export const notATarget = (target: string): AwsError => validationError(`${target} is invalid`)

export const notATaskPolicy = (arn: string): AwsError => validationError(`${arn} is invalid`)

// AWS's wording is not known; these are the sentences of its API reference.
export const rootCannotAssumeRoot = (): AwsError => accessDenied('You cannot use root user credentials to make this call.')

export const globalEndpointNotSupported = (): AwsError =>
  validationError('The STS global endpoint is not supported for AssumeRoot. You must send this request to a Regional STS endpoint.')

/** Answered alike for every cause, as with AssumeRole: who asks learns nothing of other accounts. */
export const mayNotAssumeRoot = (callerArn: string, root: string, reason: string): AwsError =>
  accessDenied(`User: ${callerArn} is not authorized to perform: sts:AssumeRoot on resource: ${root}`, reason)
