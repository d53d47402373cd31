import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('GetAccessKeyLastUsed', () => {
  let iam: IamWorld
  let AccessKeyId: string
  let secretAccessKey: string

  beforeAll(async () => {
    iam = await createIamWorld('GetAccessKeyLastUsed')
    await iam.root.createUser({ UserName: 'anna' })
    const { AccessKey } = await iam.root.createAccessKey({ UserName: 'anna' })
    AccessKeyId = AccessKey?.AccessKeyId ?? ''
    secretAccessKey = AccessKey?.SecretAccessKey ?? ''
  })
  afterAll(() => iam.close())

  /** A call that is denied is a use as well. */
  const use = async () => {
    await expect(iam.as({ accessKeyId: AccessKeyId, secretAccessKey }).listUsers({})).rejects.toMatchObject({ name: 'AccessDenied' })
    await iam.dependencies.requestLog.flush()
    return (await iam.root.getAccessKeyLastUsed({ AccessKeyId })).AccessKeyLastUsed
  }

  it('tells a key that was never used from one that was', async () => {
    expect(await iam.root.getAccessKeyLastUsed({ AccessKeyId })).toMatchObject({
      UserName: 'anna',
      AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
    })
    const used = await use()
    expect(used).toMatchObject({ ServiceName: 'iam', Region: 'us-east-1' })
    expect(Math.abs((used?.LastUsedDate?.getTime() ?? 0) - iam.clock.nowMilliseconds())).toBeLessThan(10_000)
  })

  it('follows the use by the simulated minute', async () => {
    const first = await use()
    await iam.advance(30)
    expect(await use()).toEqual(first)
    await iam.advance(40)
    expect((await use())?.LastUsedDate?.getTime()).toBeGreaterThanOrEqual((first?.LastUsedDate?.getTime() ?? 0) + 60_000)
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
