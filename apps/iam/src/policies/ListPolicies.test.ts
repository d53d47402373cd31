import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, allowingPolicy, createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

describe('ListPolicies', () => {
  let iam: IamWorld
  const arnOf = (path: string): string => `arn:aws:iam::123456789012:policy${path}`

  beforeAll(async () => {
    iam = await createIamWorld('ListPolicies')
    for (const [PolicyName, Path] of [['b', '/'], ['B2', '/team/'], ['a', '/team/x/']] as const) {
      await iam.root.createPolicy({ PolicyName, Path, PolicyDocument: allowingPolicy, Description: 'd', Tags: [{ Key: 'k', Value: 'v' }] })
    }
    await iam.root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2, PermissionsBoundary: arnOf('/b') })
    await iam.root.attachRolePolicy({ RoleName: 'app', PolicyArn: arnOf('/team/x/a') })
  })
  afterAll(() => iam.close())

  const names = async (input: Parameters<IamWorld['root']['listPolicies']>[0]): Promise<(string | undefined)[]> =>
    (await iam.root.listPolicies(input)).Policies?.map((policy) => policy.PolicyName) ?? []

  it('lists by code point, without description and tags', async () => {
    expect(await names({ Scope: 'Local' })).toEqual(['B2', 'a', 'b'])
    const { Policies } = await iam.root.listPolicies({ OnlyAttached: true })
    expect(Policies).toEqual([expect.objectContaining({ PolicyName: 'a', AttachmentCount: 1, PermissionsBoundaryUsageCount: 0 })])
    expect(Policies?.[0]).not.toHaveProperty('Description')
    expect(Policies?.[0]).not.toHaveProperty('Tags')
  })

  it('filters by owner, path and use', async () => {
    expect(await names({ Scope: 'Local' })).toHaveLength(3)
    expect(await names({ Scope: 'AWS', PathPrefix: '/team/' })).toEqual([])
    expect(await names({ PathPrefix: '/team/' })).toEqual(['B2', 'a'])
    expect(await names({ PolicyUsageFilter: 'PermissionsBoundary' })).toEqual(['b'])
    expect(await names({ PolicyUsageFilter: 'PermissionsPolicy' })).toEqual(['a'])
  })

  it('pages, also when the last one shown is deleted in between', async () => {
    const first = await iam.root.listPolicies({ Scope: 'Local', MaxItems: 1 })
    expect(first).toMatchObject({ IsTruncated: true, Policies: [{ PolicyName: 'B2' }] })
    await iam.root.deletePolicy({ PolicyArn: arnOf('/team/B2') })
    expect(await names({ Scope: 'Local', Marker: first.Marker })).toEqual(['a', 'b'])
    await expect(iam.root.listPolicies({ Marker: 'rubbish' })).rejects.toMatchObject({ name: 'ValidationError', message: 'Invalid Marker.' })
  })

  it('is decided on the path', async () => {
    const team = await iam.user('team', allow('iam:ListPolicies', arnOf('/team/*')))
    await team.listPolicies({ PathPrefix: '/team/' })
    await expect(team.listPolicies({})).rejects.toMatchObject({
      message:
        'User: arn:aws:iam::123456789012:user/team is not authorized to perform: iam:ListPolicies on resource: policy path / because no identity-based policy allows the iam:ListPolicies action',
    })
  })
})
