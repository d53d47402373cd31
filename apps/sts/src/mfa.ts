import { stepOfCode } from '@rolecall/credentials'
import type { AwsError } from '@rolecall/models'
import type { MfaDeviceRecord } from '@rolecall/store'
import type { StsRequest } from './context.ts'
import { accessDenied, validationError } from './errors.ts'

interface MfaInput {
  SerialNumber?: string | undefined
  TokenCode?: string | undefined
}

const bothNeeded = (): AwsError =>
  validationError('MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.')

const notTheCallers = (): AwsError =>
  accessDenied('MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.')

// AWS's own text ends with a space.
const invalidCode = (reason: string): AwsError => accessDenied('MultiFactorAuthentication failed with invalid MFA one time pass code. ', reason)

/** Only users have devices; a session that a user made of itself is that user. */
const findDevice = async (serialNumber: string, { caller, context }: StsRequest): Promise<MfaDeviceRecord> => {
  const device = caller.kind === 'user' ? await context.store.mfaDevices.find(serialNumber) : undefined
  if (device === undefined || device.userId !== caller.uniqueId) throw notTheCallers()
  return device
}

const takeCode = async (code: string, { serialNumber, seed }: MfaDeviceRecord, { context }: StsRequest): Promise<void> => {
  const step = await stepOfCode(code, { seed, clock: context.clock })
  if (step === undefined) throw invalidCode('The code is not one that the device shows now.')
  if (!(await context.store.mfaDevices.use(serialNumber, step))) throw invalidCode('The code was used before.')
}

/**
 * Whether the caller showed its MFA device with the request, whose code is taken by that and not accepted again. Refuses one
 * of the two members without the other, devices that are not the caller's, and codes that are not of this time.
 */
export const verifyMfa = ({ SerialNumber, TokenCode }: MfaInput, request: StsRequest): boolean | Promise<boolean> => {
  if (SerialNumber === undefined && TokenCode === undefined) return false
  if (SerialNumber === undefined || TokenCode === undefined) throw bothNeeded()
  return findDevice(SerialNumber, request).then(async (device) => {
    await takeCode(TokenCode, device, request)
    return true
  })
}
