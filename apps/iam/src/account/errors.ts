import type { AwsError } from '@rolecall/models'
import { entityAlreadyExists, noSuchEntity, validationError } from '../errors.ts'

export const aliasTaken = (alias: string): AwsError => entityAlreadyExists(`The account alias ${alias} already exists.`)

export const aliasNotFound = (alias: string): AwsError => noSuchEntity(`The account alias with name ${alias} cannot be found.`)

/** Twelve digits are an account's number; a sign-in address could not tell one from the other. */
export const aliasLikeNumber = (): AwsError =>
  validationError('The specified value for accountAlias is invalid. It must not consist of 12 digits.')
