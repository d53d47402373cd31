import { accessDenied, invalidParameterValue, validationError } from '../errors.ts'
import { AwsError } from '@rolecall/models'

export const malformedRoleArn = (roleArn: string): AwsError => validationError(`${roleArn} is invalid`)

export const rolesMayNotBeAssumedByRoot = (): AwsError => accessDenied('Roles may not be assumed by root accounts.')

export const sessionTooLong = (): AwsError =>
  validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')

export const chainedSessionTooLong = (): AwsError =>
  validationError('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.')

export const duplicateTagKeys = (): AwsError =>
  invalidParameterValue('Duplicate tag keys found. Please note that Tag keys are case insensitive.')

export const transitiveKeyNotInTags = (): AwsError =>
  invalidParameterValue('The specified transitive tag key must be included in the requested tags.')

export const conflictsWithInheritedTag = (): AwsError =>
  invalidParameterValue(
    "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
  )

export const reservedTagKey = (): AwsError => invalidParameterValue('Tag keys beginning with aws: are reserved for system use.')

export const sourceIdentityAlreadySet = (): AwsError =>
  validationError('The source identity is already set for this assume role session')

export const malformedPolicyDocument = (message: string): AwsError =>
  new AwsError({ code: 'MalformedPolicyDocument', status: 400, message })

const packedTooLarge = (message: string): AwsError => new AwsError({ code: 'PackedPolicyTooLarge', status: 400, message })

export const packedPolicyTooLarge = (percent: number): AwsError =>
  packedTooLarge(`Packed policy consumes ${percent}% of allotted space, please use smaller policy.`)

export const packedTagsTooLarge = (percent: number): AwsError => packedTooLarge(`Packed size of session tags consumes ${percent}% of allotted space.`)

export const serializedTokenTooLarge = (): AwsError => packedTooLarge('Serialized token too large for session')

export const unknownContextProvider = (arn: string): AwsError => validationError(`${arn} is invalid`)

export const noSuchSessionPolicy = (arn: string): AwsError => validationError(`Policy ARN ${arn} does not exist or is not attachable.`)
