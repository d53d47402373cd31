import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { enabledAuthenticator, newAuthenticator, noDevice } from '../../test/authenticator.ts'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('ResyncMFADevice')
})
afterAll(() => iam.close())

describe('ResyncMFADevice', () => {
  it('takes two codes in a row of the user’s device, and no others', async () => {
    await iam.root.createUser({ UserName: 'ann' })
    const { serialNumber, codes } = await enabledAuthenticator(iam, 'ann', 'ann')
    await iam.advance(300)
    await iam.root.resyncMFADevice({ UserName: 'ann', SerialNumber: serialNumber, ...codes() })
    const swapped = { AuthenticationCode1: codes().AuthenticationCode2, AuthenticationCode2: codes().AuthenticationCode1 }
    await expect(iam.root.resyncMFADevice({ UserName: 'ann', SerialNumber: serialNumber, ...swapped })).rejects.toMatchObject({
      name: 'InvalidAuthenticationCodeException',
      message: 'Authentication code for device is not valid.',
    })
  })

  it('refuses a device that the user does not use', async () => {
    await iam.root.createUser({ UserName: 'bob' })
    const { serialNumber, codes } = await newAuthenticator(iam, 'bob')
    await expect(iam.root.resyncMFADevice({ UserName: 'bob', SerialNumber: serialNumber, ...codes() })).rejects.toMatchObject(noDevice(serialNumber))
  })
})
