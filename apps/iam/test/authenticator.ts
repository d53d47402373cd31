import { oneTimeCode } from '@rolecall/testkit'
import type { IamWorld } from './iam-world.ts'

export interface Authenticator {
  serialNumber: string
  /** The codes of now and of 30 seconds later, as EnableMFADevice takes them. */
  codes(): { AuthenticationCode1: string; AuthenticationCode2: string }
}

/** A new virtual device and whoever reads its codes. */
export const newAuthenticator = async (iam: IamWorld, name: string): Promise<Authenticator> => {
  const { VirtualMFADevice } = await iam.root.createVirtualMFADevice({ VirtualMFADeviceName: name })
  const seed = Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString()
  const codeIn = (seconds: number): string => oneTimeCode(seed, iam.clock.nowMilliseconds() + seconds * 1000)
  return {
    serialNumber: VirtualMFADevice?.SerialNumber ?? '',
    codes: () => ({ AuthenticationCode1: codeIn(0), AuthenticationCode2: codeIn(30) }),
  }
}

/** A device that the user uses. */
export const enabledAuthenticator = async (iam: IamWorld, name: string, UserName: string): Promise<Authenticator> => {
  const authenticator = await newAuthenticator(iam, name)
  await iam.root.enableMFADevice({ UserName, SerialNumber: authenticator.serialNumber, ...authenticator.codes() })
  return authenticator
}

export const deviceArn = (name: string): string => `arn:aws:iam::123456789012:mfa/${name}`

/** The refusal of a serial number that is no device, or not that user's. */
export const noDevice = (serialNumber: string) => ({
  name: 'NoSuchEntityException',
  message: `MFA Device with serial number ${serialNumber} does not exist.`,
  $metadata: { httpStatusCode: 404 },
})
