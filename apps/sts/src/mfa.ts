import { accessDenied, validationError } from './errors.ts'

/**
 * MFA devices are not simulated yet, so no serial number is anybody's device: AWS's answer for a device that is not the
 * caller's applies to every one.
 */
export const refuseMfa = (input: { SerialNumber?: string | undefined; TokenCode?: string | undefined }): void => {
  if (input.SerialNumber === undefined && input.TokenCode === undefined) return
  if (input.SerialNumber === undefined || input.TokenCode === undefined) {
    throw validationError('MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.')
  }
  throw accessDenied(
    'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
  )
}
