import { AwsError, error } from '@rolecall/models'
import { invalidInput } from '../errors.ts'

export const invalidEntityArn = (arn: string): AwsError => invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`)

export const foreignPolicySource = (callerAccount: string, sourceAccount: string): AwsError =>
  invalidInput(`Invalid Policy Source Arn: caller's account ${callerAccount} does not have access to policies in account ${sourceAccount}`)

export const invalidCaller = (): AwsError => invalidInput('Invalid caller - Caller must be an IAM user, role or group in this context.')

export const missingCaller = (): AwsError => invalidInput('Invalid caller - Caller cannot be null or empty.')

export const invalidResourceOwner = (owner: string): AwsError => invalidInput(`'${owner}' is not a valid as a Resource Owner.`)

export const invalidResource = (resource: string): AwsError => invalidInput(`ResourceNames are not in a valid ARN format: ${resource}.`)

export const invalidAction = (): AwsError => invalidInput('The action is invalid since it is missing names')

export const tooManyBoundaries = (): AwsError => invalidInput('The list of Permissions Boundary policies cannot exceed 1 items.')

export const emptyOrganizationLevel = (position: number): AwsError =>
  invalidInput(`Organization policy at index ${position} must contain at least one service control policy`)

export const handlingNotSupported = (action: string): AwsError =>
  invalidInput(`Invalid input resource handling options. Action does not support resource handling options: ${action}.`)

export const handlingLacksResources = (option: string, types: readonly string[]): AwsError =>
  invalidInput(`Invalid input resource handling options. ${option} requires resources of these types: ${types.join(', ')}.`)

/** `what` names the document; the reason goes to the request log only. */
export const invalidContent = (what: string, reason: string): AwsError =>
  new AwsError({ ...error('iam', 'InvalidInput'), message: `${what} has invalid content`, reason })

/** A stored document that enforcement could not read either. */
export const cannotEvaluate = (name: string): AwsError =>
  new AwsError({ ...error('iam', 'PolicyEvaluation'), message: `The policy ${name} cannot be evaluated.` })

export const missingContextKeyName = (): AwsError => invalidInput('ContextKeyName cannot be null or empty.')

export const repeatedContextKey = (key: string): AwsError => invalidInput(`Duplicate context key: ${key}.`)

export const missingContextKeyType = (key: string): AwsError => invalidInput(`Context key ${key} has invalid type null.`)

export const missingContextValues = (key: string): AwsError => invalidInput(`Context values for context key ${key} cannot be null or empty.`)

export const tooManyContextValues = (type: string, count: number): AwsError =>
  invalidInput(`Context key ${type} expected a single value, but received ${count}.`)

export const invalidContextValue = (key: string, format: string): AwsError => invalidInput(`Invalid context value for key ${key}: expected ${format}.`)

export const ambiguousExclusion = (): AwsError =>
  invalidInput('A policy identifier must specify exactly one of PolicyType, PolicyArn, or InlinePolicyIdentifier.')

export const invalidExclusionArn = (arn: string): AwsError => invalidInput(`ARN ${arn} is not valid.`)

export const invalidExclusionPattern = (): AwsError => invalidInput("A policy exclusion selector permits at most one '*' wildcard.")
