import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allowingPolicy, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('DeletePolicy', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('DeletePolicy')
  })
  afterAll(() => iam.close())

  it('wants attachments and other versions gone first', async () => {
    const { root } = iam
    const { Policy } = await root.createPolicy({ PolicyName: 'p', PolicyDocument: allowingPolicy })
    const PolicyArn = Policy?.Arn ?? ''
    await root.createUser({ UserName: 'anna', PermissionsBoundary: PolicyArn })
    await root.attachUserPolicy({ UserName: 'anna', PolicyArn })
    await root.createPolicyVersion({ PolicyArn, PolicyDocument: allowingPolicy })

    const refused = (message: string) => expect(root.deletePolicy({ PolicyArn })).rejects.toMatchObject({ name: 'DeleteConflictException', message })
    await refused('Cannot delete a policy attached to entities.')
    await root.detachUserPolicy({ UserName: 'anna', PolicyArn })
    await refused('Cannot delete a policy attached to entities.')
    await root.deleteUserPermissionsBoundary({ UserName: 'anna' })
    await refused(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    )
    await root.deletePolicyVersion({ PolicyArn, VersionId: 'v2' })

    await root.deletePolicy({ PolicyArn })
    await expect(root.deletePolicy({ PolicyArn })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${PolicyArn} was not found.`,
    })
  })

  it("refuses AWS's own policies", async () => {
    await expect(iam.root.deletePolicy({ PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Cannot delete policies outside your own account.',
    })
  })
})
