import type { AwsError } from '@rolecall/models'
import { deleteConflict, entityAlreadyExists } from '../errors.ts'

export const userAlreadyExists = (name: string): AwsError => entityAlreadyExists(`User with name ${name} already exists.`)

export const mustDeleteLoginProfileFirst = (): AwsError => deleteConflict('Cannot delete entity, must delete login profile first.')

export const mustDeleteMfaDeviceFirst = (): AwsError => deleteConflict('Cannot delete entity, must delete MFA device first.')

export const mustDeleteAccessKeysFirst = (): AwsError => deleteConflict('Cannot delete entity, must delete access keys first.')

export const mustDeleteSigningCertificatesFirst = (): AwsError => deleteConflict('Cannot delete entity, must delete signing certificates first.')

/** Of SSH keys and service-specific credentials. */
export const mustRemoveReferencedObjectsFirst = (): AwsError => deleteConflict('Cannot delete entity, must remove referenced objects first.')
