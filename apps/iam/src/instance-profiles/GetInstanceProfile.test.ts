import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

describe('GetInstanceProfile', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('GetInstanceProfile')
    await iam.root.createInstanceProfile({ InstanceProfileName: 'Web' })
  })
  afterAll(() => iam.close())

  it('always shows tags, and the role without what only GetRole tells', async () => {
    expect((await iam.root.getInstanceProfile({ InstanceProfileName: 'web' })).InstanceProfile).toMatchObject({ InstanceProfileName: 'Web', Roles: [], Tags: [] })
    await iam.root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2, Description: 'd', Tags: [{ Key: 'k', Value: 'v' }] })
    await iam.root.addRoleToInstanceProfile({ InstanceProfileName: 'Web', RoleName: 'app' })
    const { InstanceProfile } = await iam.root.getInstanceProfile({ InstanceProfileName: 'Web' })
    expect(InstanceProfile?.Roles).toEqual([
      {
        Path: '/',
        RoleName: 'app',
        RoleId: expect.stringMatching(/^AROA/),
        Arn: 'arn:aws:iam::123456789012:role/app',
        CreateDate: expect.any(Date),
        AssumeRolePolicyDocument: encodeURIComponent(trustingEc2),
      },
    ])
  })

  it('refuses a profile that is not there, and names it in denials', async () => {
    await expect(iam.root.getInstanceProfile({ InstanceProfileName: 'none' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'Instance Profile none cannot be found.',
    })
    const stranger = await iam.user('stranger')
    await expect(stranger.getInstanceProfile({ InstanceProfileName: 'Web' })).rejects.toMatchObject({
      message:
        'User: arn:aws:iam::123456789012:user/stranger is not authorized to perform: iam:GetInstanceProfile on resource: instance profile Web because no identity-based policy allows the iam:GetInstanceProfile action',
    })
  })
})
