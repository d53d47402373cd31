import { AwsError } from '@rolecall/models'
import { entityAlreadyExists, invalidInput, noSuchEntity } from '../errors.ts'

export const unreadableMetadata = (): AwsError => invalidInput('Could not parse metadata')

export const providerAlreadyExists = (name: string): AwsError => entityAlreadyExists(`Provider with name ${name} already exists.`)

export const providerNotFound = (arn: string): AwsError => noSuchEntity(`Manifest not found for arn ${arn}`)

export const encryptionNotSimulated = (): AwsError =>
  new AwsError({ code: 'NotImplemented', status: 501, message: 'Encrypted SAML assertions exist on AWS but are not simulated by Rolecall.' })
