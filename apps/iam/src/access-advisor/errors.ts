import type { AwsError } from '@rolecall/models'
import { invalidInput, noSuchEntity } from '../errors.ts'

export const invalidArn = (arn: string): AwsError => invalidInput(`ARN ${arn} is not valid.`)

export const jobNotFound = (id: string): AwsError => noSuchEntity(`The job with id ${id} cannot be found.`)

export const unknownNamespace = (namespace: string): AwsError => invalidInput(`The service namespace ${namespace} is not valid.`)

export const serviceNotReported = (namespace: string): AwsError => noSuchEntity(`The service with namespace ${namespace} cannot be found in the report.`)
