import { AwsError, error } from '@rolecall/models'
import { accessDenied, validationError } from '../errors.ts'

const invalidIdentityToken = (message: string, reason?: string): AwsError =>
  new AwsError({ ...error('sts', 'InvalidIdentityToken'), message, ...(reason === undefined ? {} : { reason }) })

export const notAuthorized = (action: string, reason?: string): AwsError => accessDenied(`Not authorized to perform ${action}`, reason)

export const notAToken = (): AwsError =>
  invalidIdentityToken('The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)')

export const noSuchProvider = (issuer: string): AwsError =>
  invalidIdentityToken(`No OpenIDConnect provider found in your account for ${issuer.includes('://') ? issuer : `https://${issuer}`}`)

export const incorrectAudience = (): AwsError => invalidIdentityToken('Incorrect token audience')

export const severalAudiences = (): AwsError =>
  invalidIdentityToken('Token audience contains more than one audience while authorized party is not present')

export const missingClaim = (claim: string): AwsError => invalidIdentityToken(`Missing a required claim: ${claim}.`)

// AWS writes two spaces.
export const keysUnavailable = (reason: string): AwsError =>
  invalidIdentityToken(
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    reason,
  )

export const thumbprintMismatch = (reason: string): AwsError =>
  invalidIdentityToken("OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint", reason)

/** SDKs try again. */
export const providerTimeout = (reason: string): AwsError =>
  new AwsError({
    ...error('sts', 'IDPCommunicationError'),
    message: "Couldn't communicate with the identity provider that was asked to verify the incoming identity token",
    reason,
  })

export const invalidToken = (reason: string): AwsError =>
  invalidIdentityToken(
    'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.',
    reason,
  )

export const invalidSourceIdentity = (): AwsError =>
  invalidIdentityToken('Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"')

/** Times in epoch seconds. */
export const tokenExpired = (now: number, expiresAt: number): AwsError =>
  new AwsError({
    ...error('sts', 'ExpiredTokenException'),
    message: `Token expired: current date/time ${now} must be before the expiration date/time ${expiresAt}`,
  })

export const unknownProviderId = (providerId: string): AwsError => validationError(`${providerId} is not a valid ProviderId`)

export const accessTokensNotSimulated = (providerId: string): AwsError =>
  new AwsError({
    code: 'NotImplemented',
    status: 501,
    message: `OAuth 2.0 access tokens of ${providerId} exist on AWS but are not simulated by Rolecall.`,
  })
