import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allowingPolicy, createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

const missing = 'arn:aws:iam::123456789012:policy/missing'

describe('GetPolicy', () => {
  let iam: IamWorld
  let PolicyArn: string

  beforeAll(async () => {
    iam = await createIamWorld('GetPolicy')
    const { Policy } = await iam.root.createPolicy({ PolicyName: 'reader', PolicyDocument: allowingPolicy, Description: 'reads' })
    PolicyArn = Policy?.Arn ?? ''
  })
  afterAll(() => iam.close())

  it('shows the description, empty tags and how often the policy is used', async () => {
    await iam.root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2, PermissionsBoundary: PolicyArn })
    await iam.root.createUser({ UserName: 'anna' })
    await iam.root.createGroup({ GroupName: 'staff' })
    await iam.root.attachRolePolicy({ RoleName: 'app', PolicyArn })
    await iam.root.attachUserPolicy({ UserName: 'anna', PolicyArn })
    await iam.root.attachGroupPolicy({ GroupName: 'staff', PolicyArn })
    const { Policy } = await iam.root.getPolicy({ PolicyArn })
    expect(Policy).toMatchObject({ Description: 'reads', Tags: [], AttachmentCount: 3, PermissionsBoundaryUsageCount: 1, DefaultVersionId: 'v1' })
  })

  it('refuses what is no policy of this account', async () => {
    await expect(iam.root.getPolicy({ PolicyArn: missing })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${missing} was not found.`,
    })
    await expect(iam.root.getPolicy({ PolicyArn: 'this-is-no-arn-at-all' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'ARN this-is-no-arn-at-all is not valid.',
    })
    await expect(iam.root.getPolicy({ PolicyArn: 'arn:aws:iam::999999999999:policy/reader' })).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('names the policy by ARN when it denies', async () => {
    const stranger = await iam.user('stranger')
    await expect(stranger.getPolicy({ PolicyArn })).rejects.toMatchObject({
      message: `User: arn:aws:iam::123456789012:user/stranger is not authorized to perform: iam:GetPolicy on resource: policy ${PolicyArn} because no identity-based policy allows the iam:GetPolicy action`,
    })
  })
})
