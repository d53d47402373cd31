import type { AwsError } from '@rolecall/models'
import { incorrectInstanceState, invalidParameterValue, unsupportedOperation } from '../errors.ts'

export const hopLimitTooSmall = (limit: number, parameter: string): AwsError =>
  invalidParameterValue(`Value ( ${limit} ) for parameter ${parameter} is invalid. Expecting a value greater than or equal to 1.`)

export const hopLimitTooLarge = (limit: number, parameter: string): AwsError =>
  invalidParameterValue(`Value ( ${limit} ) for parameter ${parameter} is invalid. Expecting a value smaller than or equal to 64.`)

const tokensEnforced = (what: string, instead: string): AwsError =>
  unsupportedOperation(
    `You can't ${what} IMDSv1 because httpTokensEnforced is enabled for this account. Either ${instead} with httpTokens=required or contact your account owner to disable httpTokensEnforced using the ModifyInstanceMetadataDefaults API or the account settings in the EC2 console.`,
  )

export const cannotLaunchWithoutTokens = (): AwsError => tokensEnforced('launch instances with', 'launch the instance')
export const cannotAllowNoTokens = (): AwsError => tokensEnforced('enable', 'modify the instance')

export const invalidMetadataTagKey = (key: string): AwsError =>
  invalidParameterValue(
    `'${key}' is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\-_+=,.@:]{1,255}), and must not be a reserved name ('.', '..', '_index')`,
  )

export const cannotBeModified = (id: string): AwsError =>
  incorrectInstanceState(`The instance '${id}' is not in a state from which its metadata options can be modified.`)
