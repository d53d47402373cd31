import type { AwsError } from '@rolecall/models'
import { noSuchEntity } from '../errors.ts'

export const passwordPolicyNotFound = (account: string): AwsError =>
  noSuchEntity(`The Password Policy with domain name ${account} cannot be found.`)

/** DeleteAccountPasswordPolicy has words of its own. */
export const passwordPolicyToDeleteNotFound = (): AwsError => noSuchEntity('The account policy with name PasswordPolicy cannot be found.')
