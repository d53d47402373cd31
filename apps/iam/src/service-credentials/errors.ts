import type { AwsError } from '@rolecall/models'
import { noSuchEntity, validationError } from '../errors.ts'

export const credentialNotFound = (id: string): AwsError => noSuchEntity(`No such credential ${id} exists`)

export const serviceNotSupported = (service: string): AwsError =>
  noSuchEntity(`No such service ${service} is supported for Service Specific Credentials`)

export const serviceWithoutExpiry = (service: string): AwsError =>
  validationError(`The specified value for credentialAgeDays is invalid. Credentials for ${service} do not expire.`)

export const userNameOrAllUsers = (): AwsError => validationError('UserName and AllUsers cannot be used together.')
