import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allowingPolicy, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('SetDefaultPolicyVersion', () => {
  let iam: IamWorld
  let PolicyArn: string

  beforeAll(async () => {
    iam = await createIamWorld('SetDefaultPolicyVersion')
    const { Policy } = await iam.root.createPolicy({ PolicyName: 'p', PolicyDocument: allowingPolicy })
    PolicyArn = Policy?.Arn ?? ''
    await iam.root.createPolicyVersion({ PolicyArn, PolicyDocument: allowingPolicy })
  })
  afterAll(() => iam.close())

  it('makes the version the default', async () => {
    await iam.root.setDefaultPolicyVersion({ PolicyArn, VersionId: 'v2' })
    expect((await iam.root.getPolicy({ PolicyArn })).Policy?.DefaultVersionId).toBe('v2')
    expect((await iam.root.getPolicyVersion({ PolicyArn, VersionId: 'v1' })).PolicyVersion?.IsDefaultVersion).toBe(false)
  })

  it("refuses a version that is not there, and AWS's own policies", async () => {
    await expect(iam.root.setDefaultPolicyVersion({ PolicyArn, VersionId: 'v9' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${PolicyArn} version v9 does not exist or is not attachable.`,
    })
    const PolicyArnOfAws = 'arn:aws:iam::aws:policy/AdministratorAccess'
    await expect(iam.root.setDefaultPolicyVersion({ PolicyArn: PolicyArnOfAws, VersionId: 'v1' })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Cannot update policies outside your own account.',
    })
  })
})
