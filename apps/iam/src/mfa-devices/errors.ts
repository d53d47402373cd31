import { AwsError, error } from '@rolecall/models'
import { deleteConflict, entityAlreadyExists, noSuchEntity } from '../errors.ts'

export const deviceNotFound = (serialNumber: string): AwsError => noSuchEntity(`MFA Device with serial number ${serialNumber} does not exist.`)

export const deviceAlreadyExists = (): AwsError => entityAlreadyExists('MFA device already exists.')

export const deviceInUse = (): AwsError => entityAlreadyExists('MFA Device is already in use.')

export const mustDeactivateFirst = (): AwsError => deleteConflict('MFA VirtualDevice in use. Must deactivate first.')

export const invalidAuthenticationCode = (): AwsError =>
  new AwsError({ ...error('iam', 'InvalidAuthenticationCode'), message: 'Authentication code for device is not valid.' })
