import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('GetUser', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('GetUser')
    await iam.root.createUser({ UserName: 'Anna', Path: '/staff/', Tags: [{ Key: 'a', Value: 'b' }] })
  })
  afterAll(() => iam.close())

  it('finds a user whatever the case', async () => {
    const { User } = await iam.root.getUser({ UserName: 'aNNA' })
    expect(User).toMatchObject({ UserName: 'Anna', Path: '/staff/', Tags: [{ Key: 'a', Value: 'b' }] })
    expect(User).not.toHaveProperty('PasswordLastUsed')
  })

  it('refuses a user that is not there', async () => {
    await expect(iam.root.getUser({ UserName: 'nobody' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user with name nobody cannot be found.',
    })
  })

  it('means the caller when no name is given', async () => {
    const self = await iam.user('self', allow('iam:GetUser', 'arn:aws:iam::123456789012:user/${aws:username}'))
    expect((await self.getUser({})).User?.UserName).toBe('self')
    const stranger = await iam.user('stranger')
    await expect(stranger.getUser({})).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:iam::123456789012:user/stranger is not authorized to perform: iam:GetUser on resource: user stranger because no identity-based policy allows the iam:GetUser action',
    })
  })

  it('shows root without name and path', async () => {
    const { User } = await iam.root.getUser({})
    expect(User).toEqual({ UserId: '123456789012', Arn: 'arn:aws:iam::123456789012:root', CreateDate: expect.any(Date) })
  })
})
