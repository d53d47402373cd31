import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { enabledAuthenticator, newAuthenticator, noDevice } from '../../test/authenticator.ts'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('GetMFADevice')
})
afterAll(() => iam.close())

describe('GetMFADevice', () => {
  it('shows a device of the user, who may leave its own name out', async () => {
    const ann = await iam.user('ann', { Effect: 'Allow', Action: 'iam:GetMFADevice', Resource: 'arn:aws:iam::*:user/${aws:username}' })
    const { serialNumber: SerialNumber } = await enabledAuthenticator(iam, 'ann', 'ann')
    const shown = { UserName: 'ann', SerialNumber, EnableDate: expect.any(Date) }
    expect(await iam.root.getMFADevice({ UserName: 'ann', SerialNumber })).toMatchObject(shown)
    expect(await ann.getMFADevice({ SerialNumber })).toMatchObject(shown)
  })

  it('refuses devices that the user does not use', async () => {
    await iam.root.createUser({ UserName: 'bob' })
    const { serialNumber: SerialNumber } = await newAuthenticator(iam, 'free')
    await expect(iam.root.getMFADevice({ UserName: 'bob', SerialNumber })).rejects.toMatchObject(noDevice(SerialNumber))
    await expect(iam.root.getMFADevice({ SerialNumber })).rejects.toMatchObject(noDevice(SerialNumber))
  })
})
