import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { enabledAuthenticator } from '../../test/authenticator.ts'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('ListMFADevices')
})
afterAll(() => iam.close())

describe('ListMFADevices', () => {
  it('lists a user’s devices by serial number, page by page', async () => {
    await iam.root.createUser({ UserName: 'ann' })
    const names = ['a', 'b', 'c']
    for (const name of [...names].reverse()) await enabledAuthenticator(iam, name, 'ann')
    const first = await iam.root.listMFADevices({ UserName: 'ann', MaxItems: 2 })
    expect(first).toMatchObject({ IsTruncated: true, MFADevices: [{ SerialNumber: expect.stringMatching(/a$/) }, { SerialNumber: expect.stringMatching(/b$/) }] })
    const second = await iam.root.listMFADevices({ UserName: 'ann', Marker: first.Marker })
    expect(second).toMatchObject({ IsTruncated: false, MFADevices: [{ SerialNumber: expect.stringMatching(/c$/) }] })
  })

  it('lists the caller’s own without a name: root has none', async () => {
    const bob = await iam.user('bob', { Effect: 'Allow', Action: 'iam:ListMFADevices', Resource: 'arn:aws:iam::*:user/${aws:username}' })
    await enabledAuthenticator(iam, 'bob', 'bob')
    expect((await bob.listMFADevices({})).MFADevices).toHaveLength(1)
    expect((await iam.root.listMFADevices({})).MFADevices).toEqual([])
    await expect(iam.root.listMFADevices({ UserName: 'nobody' })).rejects.toMatchObject({ name: 'NoSuchEntityException' })
    await expect(iam.root.listMFADevices({ UserName: 'bob', Marker: 'x' })).rejects.toMatchObject({ name: 'ValidationError', message: 'Invalid Marker.' })
  })
})
