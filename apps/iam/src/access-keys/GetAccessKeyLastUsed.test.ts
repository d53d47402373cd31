import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('GetAccessKeyLastUsed', () => {
  let iam: IamWorld
  let AccessKeyId: string

  beforeAll(async () => {
    iam = await createIamWorld('GetAccessKeyLastUsed')
    await iam.root.createUser({ UserName: 'anna' })
    const { AccessKey } = await iam.root.createAccessKey({ UserName: 'anna' })
    AccessKeyId = AccessKey?.AccessKeyId ?? ''
  })
  afterAll(() => iam.close())

  it('tells a key that was never used from one that was', async () => {
    expect(await iam.root.getAccessKeyLastUsed({ AccessKeyId })).toMatchObject({
      UserName: 'anna',
      AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
    })
    const at = new Date('2026-02-24T15:23:21Z')
    await iam.store.accessKeys.markUsed(AccessKeyId, { at, region: 'us-east-1', service: 'iam' })
    expect((await iam.root.getAccessKeyLastUsed({ AccessKeyId })).AccessKeyLastUsed).toEqual({
      LastUsedDate: at,
      ServiceName: 'iam',
      Region: 'us-east-1',
    })
  })

  it('tells nothing of unknown keys, not even to root', async () => {
    await expect(iam.root.getAccessKeyLastUsed({ AccessKeyId: 'AKIAUNKNOWNUNKNOWN22' })).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:iam::123456789012:root is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key AKIAUNKNOWNUNKNOWN22',
    })
  })

  it("is decided on the key's user", async () => {
    const self = await iam.user('self', allow('iam:GetAccessKeyLastUsed', 'arn:aws:iam::123456789012:user/self'))
    await expect(self.getAccessKeyLastUsed({ AccessKeyId })).rejects.toMatchObject({
      message: `User: arn:aws:iam::123456789012:user/self is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key ${AccessKeyId} because no identity-based policy allows the iam:GetAccessKeyLastUsed action`,
    })
  })
})
