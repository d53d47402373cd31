import type { AwsError } from '@rolecall/models'
import { accessDenied, deleteConflict, entityAlreadyExists, limitExceeded, noSuchEntity, policyNotAttachable as notAttachable } from '../errors.ts'

export const policyNotFound = (arn: string): AwsError => noSuchEntity(`Policy ${arn} was not found.`)

export const policyNotAttachable = (arn: string): AwsError => noSuchEntity(`Policy ${arn} does not exist or is not attachable.`)

export const serviceRolePolicy = (): AwsError => notAttachable('Cannot attach a Service Role Policy to a Customer Role.')

export const policyVersionNotFound = (arn: string, version: string): AwsError =>
  noSuchEntity(`Policy ${arn} version ${version} does not exist or is not attachable.`)

export const boundaryNotFound = (arn: string): AwsError => noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`)

export const policyAlreadyExists = (name: string): AwsError =>
  entityAlreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`)

export const tooManyVersions = (): AwsError =>
  limitExceeded('A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.')

export const policyInUse = (): AwsError => deleteConflict('Cannot delete a policy attached to entities.')

export const policyHasVersions = (): AwsError =>
  deleteConflict(
    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
  )

export const versionIsDefault = (): AwsError => deleteConflict('Cannot delete the default version of a policy.')

export const cannotDeleteForeignPolicy = (): AwsError => accessDenied('Cannot delete policies outside your own account.')

export const cannotDeleteForeignVersion = (): AwsError => accessDenied('Cannot delete policy versions for policies outside your own account.')

export const cannotUpdateForeignPolicy = (): AwsError => accessDenied('Cannot update policies outside your own account.')
