import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { deviceArn } from '../../test/authenticator.ts'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('CreateVirtualMFADevice')
})
afterAll(() => iam.close())

const sizeOf = (png: Buffer): [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)]

describe('CreateVirtualMFADevice', () => {
  it('answers the serial number, the seed and its picture', async () => {
    const { VirtualMFADevice: device } = await iam.root.createVirtualMFADevice({ VirtualMFADeviceName: 'phone', Path: '/team/' })
    expect(device?.SerialNumber).toBe(deviceArn('team/phone'))
    expect(Buffer.from(device?.Base32StringSeed ?? []).toString()).toMatch(/^[A-Z2-7]{64}$/)
    const picture = Buffer.from(device?.QRCodePNG ?? [])
    expect(picture.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    const [width, height] = sizeOf(picture)
    expect(width).toBe(height)
    expect(width).toBeGreaterThan(150)
    expect(device).not.toHaveProperty('Tags')
    expect(device).not.toHaveProperty('EnableDate')
  })

  it('refuses a serial number that is taken', async () => {
    await iam.root.createVirtualMFADevice({ VirtualMFADeviceName: 'twice' })
    await expect(iam.root.createVirtualMFADevice({ VirtualMFADeviceName: 'twice' })).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'MFA device already exists.',
      $metadata: { httpStatusCode: 409 },
    })
  })

  it('takes tags, of which each key stands once', async () => {
    const Tags = [{ Key: 'team', Value: 'a' }]
    const { VirtualMFADevice: device } = await iam.root.createVirtualMFADevice({ VirtualMFADeviceName: 'tagged', Tags })
    expect(device?.Tags).toEqual(Tags)
    await expect(iam.root.createVirtualMFADevice({ VirtualMFADeviceName: 'doubled', Tags: [...Tags, ...Tags] })).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: 'Duplicate tag keys found.',
    })
  })

  it('needs iam:TagMFADevice for tags', async () => {
    const creator = await iam.user('creator', { Effect: 'Allow', Action: 'iam:CreateVirtualMFADevice', Resource: deviceArn('own-*') })
    await creator.createVirtualMFADevice({ VirtualMFADeviceName: 'own-1' })
    await expect(creator.createVirtualMFADevice({ VirtualMFADeviceName: 'own-2', Tags: [{ Key: 'k', Value: 'v' }] })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(`is not authorized to perform: iam:TagMFADevice on resource: ${deviceArn('own-2')}`),
    })
    await expect(creator.createVirtualMFADevice({ VirtualMFADeviceName: 'other' })).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('puts the seed into no line of the request log', async () => {
    const { VirtualMFADevice: device } = await iam.root.createVirtualMFADevice({ VirtualMFADeviceName: 'secret' })
    await iam.dependencies.requestLog.flush()
    const lines = JSON.stringify((await iam.store.requestEvents.list({})).map(({ event }) => event))
    expect(lines).toContain(deviceArn('secret'))
    expect(lines).not.toContain(Buffer.from(device?.Base32StringSeed ?? []).toString())
  })
})
