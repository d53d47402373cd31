import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, allowingPolicy, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('CreateUser', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('CreateUser', { UsersPerAccount: 4 })
  })
  afterAll(() => iam.close())

  it('answers the user with tags and boundary', async () => {
    const { Policy } = await iam.root.createPolicy({ PolicyName: 'limit', PolicyDocument: allowingPolicy })
    const boundary = Policy?.Arn ?? ''
    const Tags = [{ Key: 'Team', Value: '' }]
    const { User } = await iam.root.createUser({ UserName: 'Anna', Path: '/staff/', Tags, PermissionsBoundary: boundary })
    expect(User).toEqual({
      Path: '/staff/',
      UserName: 'Anna',
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
      Arn: 'arn:aws:iam::123456789012:user/staff/Anna',
      CreateDate: expect.any(Date),
      Tags,
      PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary },
    })
  })

  it('refuses a name that is taken and a bad character', async () => {
    await expect(iam.root.createUser({ UserName: 'anna' })).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'User with name anna already exists.',
    })
    await expect(iam.root.createUser({ UserName: 'an na' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    })
  })

  it('refuses reserved tags', async () => {
    await expect(iam.root.createUser({ UserName: 'tagged', Tags: [{ Key: 'aws:x', Value: '1' }] })).rejects.toMatchObject({
      name: 'InvalidInputException',
    })
  })

  it('needs iam:TagUser for tags', async () => {
    const maker = await iam.user('maker', allow('iam:CreateUser'))
    await maker.createUser({ UserName: 'plain' })
    await expect(maker.createUser({ UserName: 'tagged', Tags: [{ Key: 'a', Value: 'b' }] })).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:iam::123456789012:user/maker is not authorized to perform: iam:TagUser on resource: arn:aws:iam::123456789012:user/tagged because no identity-based policy allows the iam:TagUser action',
    })
  })

  it('refuses users beyond the quota', async () => {
    await iam.root.createUser({ UserName: 'fourth' })
    await expect(iam.root.createUser({ UserName: 'fifth' })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for UsersPerAccount: 4',
    })
  })
})
