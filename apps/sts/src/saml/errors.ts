import { AwsError, error } from '@rolecall/models'
import { accessDenied } from '../errors.ts'

const invalidIdentityToken = (message: string, reason?: string): AwsError =>
  new AwsError({ ...error('sts', 'InvalidIdentityToken'), message, ...(reason === undefined ? {} : { reason }) })

export const notAuthorized = (action: string, reason?: string): AwsError => accessDenied(`Not authorized to perform ${action}`, reason)

export const invalidResponse = (reason?: string): AwsError => invalidIdentityToken('Invalid base64 SAMLResponse', reason)

export const noSuchProvider = (): AwsError => invalidIdentityToken("Specified provider doesn't exist.")

export const otherIssuer = (): AwsError => invalidIdentityToken('Issuer not present in specified provider')

export const invalidSignature = (reason: string): AwsError => invalidIdentityToken('Response signature invalid', reason)

export const otherAudience = (reason: string): AwsError => invalidIdentityToken('Response does not contain the required audience.', reason)

export const roleNotOffered = (): AwsError => invalidIdentityToken("SAML Assertion doesn't contain the requested Role and Metadata in the attributes")

export const sessionNameMissing = (): AwsError => invalidIdentityToken('RoleSessionName is required in AuthnResponse')

export const invalidSessionName = (): AwsError => invalidIdentityToken('RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}')

export const invalidSourceIdentity = (): AwsError =>
  invalidIdentityToken('Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"')

// AWS's wording is not known.
export const invalidSessionDuration = (): AwsError => invalidIdentityToken('SessionDuration in AuthnResponse must be an integer between 900 and 43200')

export const responseExpired = (reason: string): AwsError =>
  new AwsError({ ...error('sts', 'ExpiredTokenException'), message: 'Token must be redeemed within 5 minutes of issuance', reason })

export const rejectedByProvider = (reason: string): AwsError =>
  new AwsError({ ...error('sts', 'IDPRejectedClaim'), message: 'The identity provider rejected the claim.', reason })
