import type { AwsError } from '@rolecall/models'
import { accessDenied, entityAlreadyExists, invalidInput, noSuchEntity, validationError } from '../errors.ts'

export const urlWithoutScheme = (): AwsError => validationError('Invalid Open ID Connect Provider URL')

export const urlNotHttps = (): AwsError => invalidInput('Invalid Open ID Connect Provider URL. The URL must begin with https://.')

export const urlWithMore = (): AwsError =>
  invalidInput('Invalid Open ID Connect Provider URL. The URL must not contain a port number, user information, a query or a fragment.')

export const tooManyThumbprints = (): AwsError => invalidInput('Thumbprint list must contain fewer than 5 entries.')

export const malformedThumbprint = (): AwsError => invalidInput('Thumbprints must be 40 hexadecimal characters.')

export const providerAlreadyExists = (url: string): AwsError => entityAlreadyExists(`Provider with url ${url} already exists.`)

export const providerNotFound = (arn: string): AwsError => noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`)

/** DeleteOpenIDConnectProvider has words of its own. */
export const providerToDeleteNotFound = (): AwsError => noSuchEntity('OpenId connect Provider ARN cannot be found.')

export const invalidProviderArn = (arn: string): AwsError => validationError(`Invalid ARN: ${arn}`)

export const arnOfAnotherKind = (): AwsError => validationError('Invalid resource type in ARN')

export const providerOfAnotherAccount = (caller: string, arn: string): AwsError =>
  accessDenied(`User: ${caller} is not authorized to perform this action on resource: ${arn}`)
