import { AwsError, error } from '@rolecall/models'
import { noSuchEntity } from '../errors.ts'

export const certificateNotFound = (id: string): AwsError => noSuchEntity(`The Certificate with id ${id} cannot be found.`)

export const malformedCertificate = (body: string): AwsError =>
  new AwsError({ ...error('iam', 'MalformedCertificate'), message: `Certificate ${body} is malformed.` })

export const expiredCertificate = (): AwsError =>
  new AwsError({ ...error('iam', 'InvalidCertificate'), message: 'The certificate is expired or not valid yet.' })

export const duplicateCertificate = (): AwsError =>
  new AwsError({ ...error('iam', 'DuplicateCertificate'), message: 'The certificate is already associated with an IAM user in the account.' })
