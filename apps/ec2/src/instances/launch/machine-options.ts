import type { InstanceTypeInfo } from '@aws-sdk/client-ec2'
import { coded } from '../../errors.ts'
import * as errors from './errors.ts'
import type { LaunchInput } from './launch-input.ts'

const creditChoices: readonly string[] = ['standard', 'unlimited']

const checkCredits = ({ CreditSpecification }: LaunchInput, { InstanceType, BurstablePerformanceSupported }: InstanceTypeInfo): void => {
  const credits = CreditSpecification?.CpuCredits
  if (credits === undefined) return
  if (!creditChoices.includes(credits)) throw errors.invalidCredits(credits)
  if (BurstablePerformanceSupported !== true) throw errors.creditsNotSupported(InstanceType ?? '')
}

const checkEnclave = ({ EnclaveOptions, HibernationOptions }: LaunchInput, { InstanceType, NitroEnclavesSupport }: InstanceTypeInfo): void => {
  if (EnclaveOptions?.Enabled !== true) return
  if (HibernationOptions?.Configured === true) throw errors.enclaveWithHibernation()
  if (NitroEnclavesSupport !== 'supported') throw errors.enclavesNotSupported(InstanceType ?? '')
}

const checkHibernation = ({ HibernationOptions }: LaunchInput, { InstanceType, HibernationSupported }: InstanceTypeInfo): void => {
  if (HibernationOptions?.Configured !== true || HibernationSupported === true) return
  throw coded('UnsupportedHibernationConfiguration')(`The instance type '${InstanceType ?? ''}' does not support hibernation.`)
}

const checkCpu = ({ CpuOptions = {} }: LaunchInput, { InstanceType, VCpuInfo = {} }: InstanceTypeInfo): void => {
  const { DefaultCores, DefaultThreadsPerCore, ValidCores = [DefaultCores], ValidThreadsPerCore = [DefaultThreadsPerCore] } = VCpuInfo
  const check = (name: 'CoreCount' | 'ThreadsPerCore', valid: readonly (number | undefined)[]): void => {
    const value = CpuOptions[name]
    if (value !== undefined && !valid.includes(value)) throw errors.invalidCpuOptions(name, value, InstanceType ?? '')
  }
  check('CoreCount', ValidCores)
  check('ThreadsPerCore', ValidThreadsPerCore)
}

/** Refuses what the instance type cannot do. */
export const checkMachineOptions = (input: LaunchInput, type: InstanceTypeInfo): void => {
  checkCpu(input, type)
  checkCredits(input, type)
  checkEnclave(input, type)
  checkHibernation(input, type)
}
