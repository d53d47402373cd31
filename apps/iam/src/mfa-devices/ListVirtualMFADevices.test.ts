import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { deviceArn, enabledAuthenticator, newAuthenticator } from '../../test/authenticator.ts'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('ListVirtualMFADevices')
})
afterAll(() => iam.close())

const listed = async (AssignmentStatus?: 'Any' | 'Assigned' | 'Unassigned') => (await iam.root.listVirtualMFADevices({ AssignmentStatus })).VirtualMFADevices ?? []

describe('ListVirtualMFADevices', () => {
  it('lists the devices of the account with their users, but neither seeds nor tags', async () => {
    await iam.root.createUser({ UserName: 'ann' })
    await enabledAuthenticator(iam, 'used', 'ann')
    await newAuthenticator(iam, 'free')
    await iam.root.tagMFADevice({ SerialNumber: deviceArn('free'), Tags: [{ Key: 'k', Value: 'v' }] })
    const free = { SerialNumber: deviceArn('free') }
    const used = { SerialNumber: deviceArn('used'), User: expect.objectContaining({ UserName: 'ann' }), EnableDate: expect.any(Date) }
    expect(await listed()).toEqual([free, used])
    expect(await listed('Any')).toEqual([free, used])
    expect(await listed('Assigned')).toEqual([used])
    expect(await listed('Unassigned')).toEqual([free])
    const { SummaryMap } = await iam.root.getAccountSummary({})
    expect(SummaryMap).toMatchObject({ MFADevices: 2, MFADevicesInUse: 1 })
  })

  it('pages, and refuses a marker that is none', async () => {
    const { Marker, IsTruncated } = await iam.root.listVirtualMFADevices({ MaxItems: 1 })
    expect(IsTruncated).toBe(true)
    expect((await iam.root.listVirtualMFADevices({ Marker })).VirtualMFADevices).toHaveLength(1)
    await expect(iam.root.listVirtualMFADevices({ Marker: 'x' })).rejects.toMatchObject({ name: 'ValidationError', message: 'Invalid Marker.' })
  })
})

describe('tags of MFA devices', () => {
  it('are put, listed and taken away', async () => {
    const SerialNumber = deviceArn('free')
    await iam.root.tagMFADevice({ SerialNumber, Tags: [{ Key: 'k', Value: 'new' }, { Key: 'K', Value: 'other' }] })
    expect((await iam.root.listMFADeviceTags({ SerialNumber })).Tags).toEqual([{ Key: 'k', Value: 'new' }, { Key: 'K', Value: 'other' }])
    await iam.root.untagMFADevice({ SerialNumber, TagKeys: ['k', 'absent'] })
    expect((await iam.root.listMFADeviceTags({ SerialNumber })).Tags).toEqual([{ Key: 'K', Value: 'other' }])
    await expect(iam.root.tagMFADevice({ SerialNumber: deviceArn('none'), Tags: [{ Key: 'k', Value: '' }] })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `MFA Device with serial number ${deviceArn('none')} does not exist.`,
    })
  })
})
