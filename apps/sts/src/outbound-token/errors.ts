import { AwsError, error } from '@rolecall/models'
import { validationError } from '../errors.ts'

const modelled = (code: string, message: string): AwsError => new AwsError({ ...error('sts', code), message })

export const federationDisabled = (): AwsError =>
  modelled(
    'OutboundWebIdentityFederationDisabledException',
    'The outbound web identity federation feature is not enabled for this account. To use this feature, you must first enable it through the Amazon Web Services Management Console or API.',
  )

export const outlivesSession = (): AwsError =>
  modelled(
    'SessionDurationEscalationException',
    'The requested token duration would extend the session beyond its original expiration time. You cannot use this operation to extend the lifetime of a session beyond what was granted when the session was originally created.',
  )

export const payloadTooLarge = (): AwsError =>
  modelled(
    'JWTPayloadSizeExceededException',
    'The requested token payload size exceeds the maximum allowed size. Reduce the number of request tags included in the GetWebIdentityToken API call to reduce the token payload size.',
  )

// The model has only its length.
export const unknownAlgorithm = (text: string): AwsError =>
  validationError(
    `1 validation error detected: Value '${text}' at 'signingAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: [RS256, ES384]`,
  )
