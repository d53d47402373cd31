import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allowingPolicy, createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

describe('ListEntitiesForPolicy', () => {
  let iam: IamWorld
  let PolicyArn: string

  beforeAll(async () => {
    iam = await createIamWorld('ListEntitiesForPolicy')
    const { root } = iam
    const { Policy } = await root.createPolicy({ PolicyName: 'p', PolicyDocument: allowingPolicy })
    PolicyArn = Policy?.Arn ?? ''
    await root.createRole({ RoleName: 'app', Path: '/x/', AssumeRolePolicyDocument: trustingEc2, PermissionsBoundary: PolicyArn })
    await root.attachRolePolicy({ RoleName: 'app', PolicyArn })
    await root.createUser({ UserName: 'bounded', PermissionsBoundary: PolicyArn })
    await root.createUser({ UserName: 'attached' })
    await root.attachUserPolicy({ UserName: 'attached', PolicyArn })
    await root.createGroup({ GroupName: 'staff' })
    await root.attachGroupPolicy({ GroupName: 'staff', PolicyArn })
  })
  afterAll(() => iam.close())

  const holders = async (input: object): Promise<(string | undefined)[]> => {
    const answer = await iam.root.listEntitiesForPolicy({ PolicyArn, ...input })
    return [
      ...(answer.PolicyGroups ?? []).map((group) => group.GroupName),
      ...(answer.PolicyRoles ?? []).map((role) => role.RoleName),
      ...(answer.PolicyUsers ?? []).map((user) => user.UserName),
    ]
  }

  it('names each holder once, with its id', async () => {
    expect(await holders({})).toEqual(['staff', 'app', 'attached', 'bounded'])
    const { PolicyRoles } = await iam.root.listEntitiesForPolicy({ PolicyArn })
    expect(PolicyRoles).toEqual([{ RoleName: 'app', RoleId: expect.stringMatching(/^AROA/) }])
  })

  it('filters by kind, path and use', async () => {
    expect(await holders({ EntityFilter: 'User' })).toEqual(['attached', 'bounded'])
    expect(await holders({ EntityFilter: 'AWSManagedPolicy' })).toEqual([])
    expect(await holders({ PathPrefix: '/x/' })).toEqual(['app'])
    expect(await holders({ PolicyUsageFilter: 'PermissionsBoundary' })).toEqual(['app', 'bounded'])
    expect(await holders({ PolicyUsageFilter: 'PermissionsPolicy' })).toEqual(['staff', 'app', 'attached'])
  })

  it('pages over all kinds together', async () => {
    const first = await iam.root.listEntitiesForPolicy({ PolicyArn, MaxItems: 2 })
    expect(first).toMatchObject({ IsTruncated: true, PolicyGroups: [{ GroupName: 'staff' }], PolicyRoles: [{ RoleName: 'app' }], PolicyUsers: [] })
    expect(await holders({ Marker: first.Marker })).toEqual(['attached', 'bounded'])
  })

  it('refuses a policy that is not there', async () => {
    await expect(iam.root.listEntitiesForPolicy({ PolicyArn: `${PolicyArn}x` })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${PolicyArn}x does not exist or is not attachable.`,
    })
  })
})
