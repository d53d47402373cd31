import { parseArn } from '@rolecall/ids'
import { invalidInput, validationError } from './errors.ts'

const isArn = (value: unknown): boolean => value === undefined || (typeof value === 'string' && parseArn(value) !== undefined)

/** What IAM checks by hand in every input that has these members, after the limits of the model. */
export const checkMembers = (input: { PolicyArn?: unknown; PermissionsBoundary?: unknown }): void => {
  if (!isArn(input.PolicyArn)) throw validationError(`ARN ${String(input.PolicyArn)} is not valid.`)
  if (!isArn(input.PermissionsBoundary)) throw invalidInput(`ARN ${String(input.PermissionsBoundary)} is not valid.`)
}
