import { AwsError, error } from '@rolecall/models'
import { accessDenied, entityAlreadyExists, noSuchEntity } from '../errors.ts'

export const loginProfileNotFound = (userName: string): AwsError => noSuchEntity(`Login Profile for User ${userName} cannot be found.`)

export const loginProfileExists = (userName: string): AwsError => entityAlreadyExists(`Login Profile for user ${userName} already exists.`)

export const passwordMissing = (): AwsError =>
  new AwsError({ code: 'MissingParameter', status: 400, message: 'The request must contain the parameter Password.' })

/** Of a password that the account's policy, or AWS's own rules, do not take. */
export const passwordRefused = (message: string): AwsError => new AwsError({ ...error('iam', 'PasswordPolicyViolation'), message })

export const oldPasswordWrong = (): AwsError => accessDenied('The old password was incorrect.')

export const onlyUsersChangePasswords = (): AwsError =>
  new AwsError({ ...error('iam', 'InvalidUserType'), message: 'Only IAM Users can change their own password.' })
