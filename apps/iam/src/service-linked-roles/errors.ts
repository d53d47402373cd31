import type { AwsError } from '@rolecall/models'
import { accessDenied, invalidInput, noSuchEntity, validationError } from '../errors.ts'

/** AWS calls it a denial when a service has no such role. */
export const noRoleTemplate = (service: string): AwsError => accessDenied(`Cannot find Service Linked Role template for ${service}`)

export const suffixNotAllowed = (service: string): AwsError => invalidInput(`Custom suffix is not allowed for ${service}`)

export const roleNameTaken = (name: string): AwsError =>
  invalidInput(`Service role name ${name} has been taken in this account, please try a different suffix.`)

/** With its suffix the name of the role is longer than names of roles are. */
export const roleNameTooLong = (): AwsError =>
  validationError("1 validation error detected: Value at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64")

export const malformedTaskId = (taskId: string): AwsError => invalidInput(`The deletion task id ${taskId} is not valid.`)

export const taskNotFound = (taskId: string): AwsError => noSuchEntity(`The deletion task with id ${taskId} cannot be found.`)
