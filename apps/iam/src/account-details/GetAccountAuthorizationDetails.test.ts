import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allowingPolicy, createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

const PolicyArn = 'arn:aws:iam::123456789012:policy/own'
const awsArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
const encoded = encodeURIComponent(allowingPolicy).replaceAll('*', '%2A')

describe('GetAccountAuthorizationDetails', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('GetAccountAuthorizationDetails')
    const { root } = iam
    await root.createPolicy({ PolicyName: 'own', PolicyDocument: allowingPolicy, Description: 'd', Tags: [{ Key: 'k', Value: 'v' }] })
    await root.createPolicyVersion({ PolicyArn, PolicyDocument: allowingPolicy, SetAsDefault: true })
    await root.createUser({ UserName: 'anna', PermissionsBoundary: PolicyArn })
    await root.createUser({ UserName: 'ben' })
    await root.createGroup({ GroupName: 'staff' })
    await root.addUserToGroup({ GroupName: 'staff', UserName: 'anna' })
    await root.attachGroupPolicy({ GroupName: 'staff', PolicyArn: awsArn })
    await root.putUserPolicy({ UserName: 'anna', PolicyName: 'inline', PolicyDocument: allowingPolicy })
    await root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2, Description: 'd', Tags: [{ Key: 'k', Value: 'v' }] })
    await root.attachRolePolicy({ RoleName: 'app', PolicyArn })
    await root.createInstanceProfile({ InstanceProfileName: 'app' })
    await root.addRoleToInstanceProfile({ InstanceProfileName: 'app', RoleName: 'app' })
  })
  afterAll(() => iam.close())

  it('shows users with their groups and policies', async () => {
    const { UserDetailList, GroupDetailList } = await iam.root.getAccountAuthorizationDetails({})
    expect(UserDetailList).toEqual([
      {
        Path: '/',
        UserName: 'anna',
        UserId: expect.stringMatching(/^AIDA/),
        Arn: 'arn:aws:iam::123456789012:user/anna',
        CreateDate: expect.any(Date),
        UserPolicyList: [{ PolicyName: 'inline', PolicyDocument: encoded }],
        GroupList: ['staff'],
        AttachedManagedPolicies: [],
        PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: PolicyArn },
        Tags: [],
      },
      expect.objectContaining({ UserName: 'ben', GroupList: [], AttachedManagedPolicies: [], Tags: [] }),
    ])
    expect(UserDetailList?.[1]).not.toHaveProperty('UserPolicyList')
    expect(GroupDetailList).toEqual([
      {
        Path: '/',
        GroupName: 'staff',
        GroupId: expect.stringMatching(/^AGPA/),
        Arn: 'arn:aws:iam::123456789012:group/staff',
        CreateDate: expect.any(Date),
        GroupPolicyList: [],
        AttachedManagedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: awsArn }],
      },
    ])
  })

  it('shows roles with their profiles', async () => {
    const { RoleDetailList = [] } = await iam.root.getAccountAuthorizationDetails({ Filter: ['Role'] })
    const { InstanceProfiles = [] } = await iam.root.listInstanceProfiles({})
    expect(RoleDetailList).toEqual([
      {
        Path: '/',
        RoleName: 'app',
        RoleId: expect.stringMatching(/^AROA/),
        Arn: 'arn:aws:iam::123456789012:role/app',
        CreateDate: expect.any(Date),
        AssumeRolePolicyDocument: encodeURIComponent(trustingEc2),
        InstanceProfileList: InstanceProfiles,
        RolePolicyList: [],
        AttachedManagedPolicies: [{ PolicyName: 'own', PolicyArn }],
        Tags: [{ Key: 'k', Value: 'v' }],
        RoleLastUsed: {},
      },
    ])
  })

  it('shows the account’s policies with all versions, and those of AWS that are attached', async () => {
    const { Policies } = await iam.root.getAccountAuthorizationDetails({})
    expect(Policies).toEqual([
      {
        PolicyName: 'own',
        PolicyId: expect.stringMatching(/^ANPA/),
        Arn: PolicyArn,
        Path: '/',
        DefaultVersionId: 'v2',
        AttachmentCount: 1,
        PermissionsBoundaryUsageCount: 1,
        IsAttachable: true,
        Description: 'd',
        CreateDate: expect.any(Date),
        UpdateDate: expect.any(Date),
        PolicyVersionList: [
          { Document: encoded, VersionId: 'v2', IsDefaultVersion: true, CreateDate: expect.any(Date) },
          { Document: encoded, VersionId: 'v1', IsDefaultVersion: false, CreateDate: expect.any(Date) },
        ],
      },
      expect.objectContaining({ PolicyName: 'ReadOnlyAccess', Arn: awsArn, AttachmentCount: 1 }),
    ])
  })

  it('keeps to the kinds that are asked for', async () => {
    const answer = await iam.root.getAccountAuthorizationDetails({ Filter: ['Group', 'LocalManagedPolicy'] })
    expect(answer).toMatchObject({ UserDetailList: [], RoleDetailList: [], GroupDetailList: [{ GroupName: 'staff' }], Policies: [{ PolicyName: 'own' }] })
    const { Policies, IsTruncated } = await iam.root.getAccountAuthorizationDetails({ Filter: ['AWSManagedPolicy'], MaxItems: 3 })
    expect(Policies).toHaveLength(3)
    expect(IsTruncated).toBe(true)
    await expect(iam.root.getAccountAuthorizationDetails({ Filter: ['Users' as never] })).rejects.toMatchObject({ name: 'ValidationError' })
  })

  it('pages over all of it', async () => {
    const names: (string | undefined)[] = []
    let Marker: string | undefined
    do {
      const page = await iam.root.getAccountAuthorizationDetails({ MaxItems: 1, Marker })
      names.push(...(page.UserDetailList ?? []).map(({ UserName }) => UserName))
      names.push(...(page.GroupDetailList ?? []).map(({ GroupName }) => GroupName))
      names.push(...(page.RoleDetailList ?? []).map(({ RoleName }) => RoleName))
      names.push(...(page.Policies ?? []).map(({ PolicyName }) => PolicyName))
      Marker = page.Marker
    } while (Marker !== undefined)
    expect(names).toEqual(['anna', 'ben', 'staff', 'app', 'own', 'ReadOnlyAccess'])
    await expect(iam.root.getAccountAuthorizationDetails({ Marker: 'rubbish' })).rejects.toMatchObject({ message: 'Invalid Marker.' })
  })
})
