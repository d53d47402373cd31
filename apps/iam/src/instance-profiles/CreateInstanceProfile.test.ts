import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('CreateInstanceProfile', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('CreateInstanceProfile', { InstanceProfilesPerAccount: 2 })
  })
  afterAll(() => iam.close())

  it('answers an empty profile, with tags only if given', async () => {
    const { InstanceProfile } = await iam.root.createInstanceProfile({ InstanceProfileName: 'Web', Path: '/a/' })
    expect(InstanceProfile).toEqual({
      Path: '/a/',
      InstanceProfileName: 'Web',
      InstanceProfileId: expect.stringMatching(/^AIPA[A-Z2-7]{17}$/),
      Arn: 'arn:aws:iam::123456789012:instance-profile/a/Web',
      CreateDate: expect.any(Date),
      Roles: [],
    })
    const tagged = await iam.root.createInstanceProfile({ InstanceProfileName: 'tagged', Tags: ['k', 'K'].map((Key) => ({ Key, Value: 'v' })) })
    expect(tagged.InstanceProfile?.Tags).toEqual(['k', 'K'].map((Key) => ({ Key, Value: 'v' })))
  })

  it('refuses a taken name, profiles beyond the quota and doubled tags', async () => {
    await expect(iam.root.createInstanceProfile({ InstanceProfileName: 'WEB' })).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Instance Profile WEB already exists.',
    })
    await expect(iam.root.createInstanceProfile({ InstanceProfileName: 'third' })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for InstanceProfilesPerAccount: 2',
    })
    const Tags = ['k', 'k'].map((Key) => ({ Key, Value: 'v' }))
    await expect(iam.root.createInstanceProfile({ InstanceProfileName: 'twice', Tags })).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: 'Duplicate tag keys found.',
    })
  })

  it('needs iam:TagInstanceProfile for tags', async () => {
    const maker = await iam.user('maker', allow('iam:CreateInstanceProfile'))
    await expect(maker.createInstanceProfile({ InstanceProfileName: 'p', Tags: [{ Key: 'k', Value: 'v' }] })).rejects.toMatchObject({
      message:
        'User: arn:aws:iam::123456789012:user/maker is not authorized to perform: iam:TagInstanceProfile on resource: arn:aws:iam::123456789012:instance-profile/p because no identity-based policy allows the iam:TagInstanceProfile action',
    })
  })
})
