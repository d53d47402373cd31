import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('ListAccessKeys', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('ListAccessKeys')
    await iam.root.createUser({ UserName: 'anna' })
  })
  afterAll(() => iam.close())

  it('lists keys without their secrets, in pages', async () => {
    const first = await iam.root.createAccessKey({ UserName: 'anna' })
    await iam.advance(5)
    const second = await iam.root.createAccessKey({ UserName: 'anna' })
    const page = await iam.root.listAccessKeys({ UserName: 'anna', MaxItems: 1 })
    expect(page.AccessKeyMetadata).toEqual([
      { UserName: 'anna', AccessKeyId: first.AccessKey?.AccessKeyId, Status: 'Active', CreateDate: first.AccessKey?.CreateDate },
    ])
    const next = await iam.root.listAccessKeys({ UserName: 'anna', Marker: page.Marker })
    expect(next).toMatchObject({ AccessKeyMetadata: [{ AccessKeyId: second.AccessKey?.AccessKeyId }], IsTruncated: false })
  })

  it("lists root's own keys when root names nobody", async () => {
    expect(await iam.root.listAccessKeys({})).toMatchObject({ AccessKeyMetadata: [], IsTruncated: false })
  })

  it('refuses a user that is not there, and denies by the name of the user', async () => {
    await expect(iam.root.listAccessKeys({ UserName: 'nobody' })).rejects.toMatchObject({ message: 'The user with name nobody cannot be found.' })
    const stranger = await iam.user('stranger')
    await expect(stranger.listAccessKeys({ UserName: 'anna' })).rejects.toMatchObject({
      message:
        'User: arn:aws:iam::123456789012:user/stranger is not authorized to perform: iam:ListAccessKeys on resource: user anna because no identity-based policy allows the iam:ListAccessKeys action',
    })
  })
})
