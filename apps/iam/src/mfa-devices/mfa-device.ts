import { stepOfConsecutiveCodes } from '@rolecall/credentials'
import { type AccessCheck, type ConditionKeys, resourceTagKeys } from '@rolecall/pipeline'
import type { MfaDeviceRecord, UserRecord } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import { deviceNotFound, invalidAuthenticationCode } from './errors.ts'

export interface DeviceInput {
  SerialNumber: string
}

/** The two codes that a device shows one after the other. */
export interface ConsecutiveCodes {
  AuthenticationCode1: string
  AuthenticationCode2: string
}

const findDevice = async (serialNumber: string, { context, partition, account }: IamRequest): Promise<MfaDeviceRecord | undefined> => {
  const device = await context.store.mfaDevices.find(serialNumber)
  return device?.partition === partition && device.account === account ? device : undefined
}

/** A device of the account; NoSuchEntity for every other. */
export const getDevice = async ({ SerialNumber }: DeviceInput, request: IamRequest): Promise<MfaDeviceRecord> => {
  const device = await findDevice(SerialNumber, request)
  if (device === undefined) throw deviceNotFound(SerialNumber)
  return device
}

/** A device that the user uses; somebody else's is as good as missing. */
export const getDeviceOf = async (user: UserRecord, input: DeviceInput, request: IamRequest): Promise<MfaDeviceRecord> => {
  const device = await getDevice(input, request)
  if (device.userId !== user.id) throw deviceNotFound(input.SerialNumber)
  return device
}

/** The check on a device, whether it exists or not. */
export const onDevice = async ({ SerialNumber }: DeviceInput, request: IamRequest, keys: ConditionKeys = {}): Promise<AccessCheck> => {
  const device = await findDevice(SerialNumber, request)
  return { resource: SerialNumber, conditionKeys: { ...resourceTagKeys('iam', device?.tags ?? []), ...keys } }
}

/** Takes the codes, which are not taken again. Refuses with InvalidAuthenticationCode. */
export const takeCodes = async ({ serialNumber, seed }: MfaDeviceRecord, codes: ConsecutiveCodes, { context }: IamRequest): Promise<void> => {
  const second = await stepOfConsecutiveCodes([codes.AuthenticationCode1, codes.AuthenticationCode2], { seed, clock: context.clock })
  if (second === undefined) throw invalidAuthenticationCode()
  await context.store.mfaDevices.use(serialNumber, second - 1)
  await context.store.mfaDevices.use(serialNumber, second)
}
