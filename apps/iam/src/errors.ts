import { AwsError, error } from '@rolecall/models'
import type { QuotaName, Quotas } from './quotas.ts'

/** An error of the service model in its code and status. */
const modelled =
  (code: string) =>
  (message: string): AwsError =>
    new AwsError({ ...error('iam', code), message })

export const noSuchEntity = modelled('NoSuchEntity')
export const entityAlreadyExists = modelled('EntityAlreadyExists')
export const deleteConflict = modelled('DeleteConflict')
export const limitExceeded = modelled('LimitExceeded')
export const invalidInput = modelled('InvalidInput')
export const malformedPolicyDocument = modelled('MalformedPolicyDocument')
export const policyNotAttachable = modelled('PolicyNotAttachable')
export const unmodifiableEntity = modelled('UnmodifiableEntity')

// Codes that every query service gives; IAM's model does not list them.
export const validationError = (message: string): AwsError => new AwsError({ code: 'ValidationError', status: 400, message })
export const accessDenied = (message: string): AwsError => new AwsError({ code: 'AccessDenied', status: 403, message })

export const quotaExceeded = (quotas: Quotas, name: QuotaName): AwsError => limitExceeded(`Cannot exceed quota for ${name}: ${quotas[name]}`)

export const invalidMarker = (): AwsError => validationError('Invalid Marker.')

export const mustSpecifyUserName = (): AwsError => validationError('Must specify userName when calling with non-User credentials')

/** IAM takes no GetSessionToken credentials made without MFA, and none of federated users. */
export const credentialsNotForIam = (reason: string): AwsError =>
  new AwsError({ code: 'InvalidClientTokenId', status: 403, message: 'The security token included in the request is invalid.', reason })

export const mustDetachPoliciesFirst = (): AwsError => deleteConflict('Cannot delete entity, must detach all policies first.')

export const mustDeletePoliciesFirst = (): AwsError => deleteConflict('Cannot delete entity, must delete policies first.')

export const mustRemoveUsersFirst = (): AwsError => deleteConflict('Cannot delete entity, must remove users from group first.')

export const mustRemoveRolesFirst = (): AwsError => deleteConflict('Cannot delete entity, must remove roles from instance profile first.')
