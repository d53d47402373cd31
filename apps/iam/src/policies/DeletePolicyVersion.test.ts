import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allowingPolicy, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('DeletePolicyVersion', () => {
  let iam: IamWorld
  let PolicyArn: string

  beforeAll(async () => {
    iam = await createIamWorld('DeletePolicyVersion')
    const { Policy } = await iam.root.createPolicy({ PolicyName: 'p', PolicyDocument: allowingPolicy })
    PolicyArn = Policy?.Arn ?? ''
    await iam.root.createPolicyVersion({ PolicyArn, PolicyDocument: allowingPolicy })
  })
  afterAll(() => iam.close())

  it('deletes any version but the default', async () => {
    await iam.root.deletePolicyVersion({ PolicyArn, VersionId: 'v2' })
    await expect(iam.root.deletePolicyVersion({ PolicyArn, VersionId: 'v2' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${PolicyArn} version v2 does not exist or is not attachable.`,
    })
    await expect(iam.root.deletePolicyVersion({ PolicyArn, VersionId: 'v1' })).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete the default version of a policy.',
    })
  })

  it("refuses AWS's own policies", async () => {
    const PolicyArnOfAws = 'arn:aws:iam::aws:policy/AdministratorAccess'
    await expect(iam.root.deletePolicyVersion({ PolicyArn: PolicyArnOfAws, VersionId: 'v1' })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Cannot delete policy versions for policies outside your own account.',
    })
  })
})
