import type { AwsError } from '@rolecall/models'
import { entityAlreadyExists, invalidInput, malformedPolicyDocument } from '../errors.ts'

export const roleAlreadyExists = (name: string): AwsError => entityAlreadyExists(`Role with name ${name} already exists.`)

export const reservedRolePath = (path: string): AwsError => invalidInput(`The path ${path} is reserved for roles that AWS services make.`)

/** `kind` as AWS spells it in this text: `AWS`, `SERVICE`. */
export const invalidPrincipal = (kind: string, principal: string): AwsError =>
  malformedPolicyDocument(`Invalid principal in policy: "${kind}":"${principal}"`)

export const invalidFederatedPrincipal = (): AwsError =>
  malformedPolicyDocument('Federated principals must be valid domain names or SAML metadata ARNs')
