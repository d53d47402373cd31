import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { enabledAuthenticator, noDevice } from '../../test/authenticator.ts'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('DeactivateMFADevice')
})
afterAll(() => iam.close())

describe('DeactivateMFADevice', () => {
  it('takes the device from the user; it stays and can be enabled again', async () => {
    await iam.root.createUser({ UserName: 'ann' })
    const { serialNumber, codes } = await enabledAuthenticator(iam, 'ann', 'ann')
    await iam.root.deactivateMFADevice({ UserName: 'ann', SerialNumber: serialNumber })
    expect((await iam.root.listMFADevices({ UserName: 'ann' })).MFADevices).toEqual([])
    await iam.root.enableMFADevice({ UserName: 'ann', SerialNumber: serialNumber, ...codes() })
  })

  it('refuses somebody else’s device', async () => {
    await iam.root.createUser({ UserName: 'bob' })
    await iam.root.createUser({ UserName: 'eve' })
    const { serialNumber } = await enabledAuthenticator(iam, 'bob', 'bob')
    await expect(iam.root.deactivateMFADevice({ UserName: 'eve', SerialNumber: serialNumber })).rejects.toMatchObject(noDevice(serialNumber))
    await expect(iam.root.deactivateMFADevice({ SerialNumber: serialNumber })).rejects.toMatchObject(noDevice(serialNumber))
  })

  it('keeps a user from being deleted until it is done', async () => {
    await iam.root.createUser({ UserName: 'carol' })
    const { serialNumber } = await enabledAuthenticator(iam, 'carol', 'carol')
    await expect(iam.root.deleteUser({ UserName: 'carol' })).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must delete MFA device first.',
    })
    await iam.root.deactivateMFADevice({ UserName: 'carol', SerialNumber: serialNumber })
    await iam.root.deleteUser({ UserName: 'carol' })
  })
})
