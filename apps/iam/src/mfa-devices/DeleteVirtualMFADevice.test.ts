import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { deviceArn, enabledAuthenticator, newAuthenticator, noDevice } from '../../test/authenticator.ts'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('DeleteVirtualMFADevice')
})
afterAll(() => iam.close())

describe('DeleteVirtualMFADevice', () => {
  it('removes a device that nobody uses', async () => {
    const { serialNumber } = await newAuthenticator(iam, 'old')
    await iam.root.deleteVirtualMFADevice({ SerialNumber: serialNumber })
    expect((await iam.root.listVirtualMFADevices({})).VirtualMFADevices).toEqual([])
    await expect(iam.root.deleteVirtualMFADevice({ SerialNumber: serialNumber })).rejects.toMatchObject(noDevice(deviceArn('old')))
  })

  it('refuses one that is in use', async () => {
    await iam.root.createUser({ UserName: 'ann' })
    const { serialNumber } = await enabledAuthenticator(iam, 'ann', 'ann')
    await expect(iam.root.deleteVirtualMFADevice({ SerialNumber: serialNumber })).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'MFA VirtualDevice in use. Must deactivate first.',
      $metadata: { httpStatusCode: 409 },
    })
  })
})
