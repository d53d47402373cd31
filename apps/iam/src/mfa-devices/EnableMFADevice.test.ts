import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { deviceArn, newAuthenticator, noDevice } from '../../test/authenticator.ts'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('EnableMFADevice')
})
afterAll(() => iam.close())

const invalidCode = { name: 'InvalidAuthenticationCodeException', message: 'Authentication code for device is not valid.', $metadata: { httpStatusCode: 403 } }

describe('EnableMFADevice', () => {
  it('gives the device to the user who shows two codes of it in a row', async () => {
    await iam.root.createUser({ UserName: 'ann' })
    const { serialNumber, codes } = await newAuthenticator(iam, 'ann')
    await iam.root.enableMFADevice({ UserName: 'ann', SerialNumber: serialNumber, ...codes() })
    const { MFADevices } = await iam.root.listMFADevices({ UserName: 'ann' })
    expect(MFADevices).toEqual([{ UserName: 'ann', SerialNumber: serialNumber, EnableDate: expect.any(Date) }])
    await iam.root.createUser({ UserName: 'second' })
    await expect(iam.root.enableMFADevice({ UserName: 'second', SerialNumber: serialNumber, ...codes() })).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'MFA Device is already in use.',
    })
  })

  it('refuses codes that are wrong, in the wrong order, twice the same or of another time', async () => {
    await iam.root.createUser({ UserName: 'bob' })
    const { serialNumber, codes } = await newAuthenticator(iam, 'bob')
    const enable = (code1: string, code2: string) =>
      iam.root.enableMFADevice({ UserName: 'bob', SerialNumber: serialNumber, AuthenticationCode1: code1, AuthenticationCode2: code2 })
    const { AuthenticationCode1: one, AuthenticationCode2: two } = codes()
    const wrong = String((Number(one) + 1) % 1_000_000).padStart(6, '0')
    for (const [code1, code2] of [[wrong, two], [two, one], [one, one]] as const) await expect(enable(code1, code2)).rejects.toMatchObject(invalidCode)
    await expect(enable('12345', two)).rejects.toMatchObject({ name: 'ValidationError' })
    expect((await iam.root.listMFADevices({ UserName: 'bob' })).MFADevices).toEqual([])
    await enable(one, two)
  })

  it('refuses missing users and devices', async () => {
    const { serialNumber, codes } = await newAuthenticator(iam, 'lonely')
    await expect(iam.root.enableMFADevice({ UserName: 'nobody', SerialNumber: serialNumber, ...codes() })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user with name nobody cannot be found.',
    })
    await iam.root.createUser({ UserName: 'carol' })
    for (const SerialNumber of [deviceArn('missing'), 'GAHT12345678', 'arn:aws:iam::210987654321:mfa/lonely']) {
      await expect(iam.root.enableMFADevice({ UserName: 'carol', SerialNumber, ...codes() })).rejects.toMatchObject(noDevice(SerialNumber))
    }
  })

  it('lets a user have eight devices', async () => {
    await iam.root.createUser({ UserName: 'dave' })
    const enable = async (name: string): Promise<unknown> => {
      const { serialNumber, codes } = await newAuthenticator(iam, name)
      return iam.root.enableMFADevice({ UserName: 'dave', SerialNumber: serialNumber, ...codes() })
    }
    for (let number = 1; number <= 8; number += 1) await enable(`dave-${number}`)
    await expect(enable('dave-9')).rejects.toMatchObject({ name: 'LimitExceededException', message: 'Cannot exceed quota for MFADevicesPerUser: 8' })
  })
})
