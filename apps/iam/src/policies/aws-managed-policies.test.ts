import type { IAM, ListPoliciesCommandInput, Policy } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parsePolicy, validateIdentityPolicy } from '@rolecall/policy'
import { allowingPolicy, createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

const readOnly = 'arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess'
const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess'
const forEcs = 'arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('policies of AWS')
  await iam.root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2 })
  await iam.root.createUser({ UserName: 'anna' })
  await iam.root.createGroup({ GroupName: 'team' })
})
afterAll(() => iam.close())

const all = async (client: IAM, input: ListPoliciesCommandInput): Promise<Policy[]> => {
  const { Policies = [], Marker } = await client.listPolicies(input)
  return Marker === undefined ? Policies : [...Policies, ...(await all(client, { ...input, Marker }))]
}

const refusalOf = (document: string): string | undefined => {
  try {
    validateIdentityPolicy(document, { isManaged: true })
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

it('has only documents that the policy engine understands', async () => {
  const policies = await all(iam.root, { Scope: 'AWS', MaxItems: 1000 })
  const documents = await iam.store.principals.managedPolicies(policies.map(({ Arn = '' }) => Arn))
  expect(documents.length).toBeGreaterThan(1400)
  for (const { document } of documents) expect(() => parsePolicy(document)).not.toThrow()
})

it('takes the same documents from users', async () => {
  const documents = await iam.store.principals.managedPolicies((await all(iam.root, { Scope: 'AWS', MaxItems: 1000 })).map(({ Arn = '' }) => Arn))
  for (const { name, document } of documents) expect({ name, refusal: refusalOf(document) }).toEqual({ name, refusal: undefined })
})

describe('reading', () => {
  it('answers a policy with its default version', async () => {
    const { Policy } = await iam.root.getPolicy({ PolicyArn: readOnly })
    expect(Policy).toEqual({
      PolicyName: 'AmazonEC2ReadOnlyAccess',
      PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
      Arn: readOnly,
      Path: '/',
      DefaultVersionId: expect.stringMatching(/^v\d+$/),
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      CreateDate: new Date('2015-02-06T18:40:17Z'),
      UpdateDate: new Date('2026-02-12T18:03:17Z'),
      Tags: [],
    })
    const { Versions } = await iam.root.listPolicyVersions({ PolicyArn: readOnly })
    expect(Versions).toEqual([{ VersionId: Policy?.DefaultVersionId, IsDefaultVersion: true, CreateDate: Policy?.UpdateDate }])
    const { PolicyVersion } = await iam.root.getPolicyVersion({ PolicyArn: readOnly, VersionId: Policy?.DefaultVersionId ?? '' })
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toContain('"ec2:Describe*"')
    await expect(iam.root.getPolicyVersion({ PolicyArn: readOnly, VersionId: 'v999' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${readOnly} version v999 does not exist or is not attachable.`,
    })
  })

  it.each([
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('speaks of the ARNs of the partition of %s', async (region, partition) => {
    const root = iam.as({ accessKeyId: 'test', secretAccessKey: 'test' }, region)
    const PolicyArn = `arn:${partition}:iam::aws:policy/AmazonSSMFullAccess`
    const { Policy } = await root.getPolicy({ PolicyArn })
    const { PolicyVersion } = await root.getPolicyVersion({ PolicyArn, VersionId: Policy?.DefaultVersionId ?? '' })
    const document = decodeURIComponent(PolicyVersion?.Document ?? '')
    expect(document).toContain(`"arn:${partition}:iam::*:role/`)
    expect(document).not.toContain('"arn:aws:')
    await root.createUser({ UserName: 'anna' })
    await root.attachUserPolicy({ UserName: 'anna', PolicyArn })
    await expect(root.attachUserPolicy({ UserName: 'anna', PolicyArn: readOnly })).rejects.toMatchObject({ name: 'NoSuchEntityException' })
    expect((await all(root, { Scope: 'All', OnlyAttached: true })).map(({ Arn }) => Arn)).toEqual([PolicyArn])
  })
})

describe('lists', () => {
  beforeAll(async () => {
    await iam.root.createPolicy({ PolicyName: 'AdministratorAccess', PolicyDocument: allowingPolicy })
    await iam.root.attachGroupPolicy({ GroupName: 'team', PolicyArn: administrator })
    await iam.root.putUserPermissionsBoundary({ UserName: 'anna', PermissionsBoundary: readOnly })
  })

  it('names each once over all pages, by scope', async () => {
    const ofAws = await all(iam.root, { Scope: 'AWS' })
    const names = ofAws.map(({ PolicyName }) => PolicyName ?? '')
    expect(names).toEqual([...new Set(names)].sort())
    expect(ofAws.every(({ Arn }) => Arn?.startsWith('arn:aws:iam::aws:policy/'))).toBe(true)
    const both = await all(iam.root, { Scope: 'All', MaxItems: 7 })
    expect(both).toHaveLength(ofAws.length + 1)
    expect(new Set(both.map(({ Arn }) => Arn)).size).toBe(both.length)
    expect((await all(iam.root, { Scope: 'Local' })).map(({ Arn }) => Arn)).toEqual(['arn:aws:iam::123456789012:policy/AdministratorAccess'])
  }, 60_000)

  it('filters by path and use', async () => {
    const jobs = await all(iam.root, { Scope: 'AWS', PathPrefix: '/job-function/' })
    expect(jobs.map(({ PolicyName }) => PolicyName)).toContain('ViewOnlyAccess')
    expect(jobs.every(({ Path }) => Path === '/job-function/')).toBe(true)
    expect(await all(iam.root, { OnlyAttached: true })).toMatchObject([{ Arn: administrator, AttachmentCount: 1, PermissionsBoundaryUsageCount: 0 }])
    expect(await all(iam.root, { PolicyUsageFilter: 'PermissionsBoundary' })).toMatchObject([{ Arn: readOnly, PermissionsBoundaryUsageCount: 1 }])
  })

  it('counts within the account only', async () => {
    const other = iam.as({ accessKeyId: '210987654321', secretAccessKey: 'test' })
    expect((await other.getPolicy({ PolicyArn: administrator })).Policy?.AttachmentCount).toBe(0)
    expect(await all(other, { OnlyAttached: true })).toEqual([])
  })
})

describe('use', () => {
  it('attaches, lists and detaches', async () => {
    const { root } = iam
    await root.attachRolePolicy({ RoleName: 'app', PolicyArn: readOnly })
    await root.attachRolePolicy({ RoleName: 'app', PolicyArn: readOnly })
    expect((await root.listAttachedRolePolicies({ RoleName: 'app' })).AttachedPolicies).toEqual([
      { PolicyName: 'AmazonEC2ReadOnlyAccess', PolicyArn: readOnly },
    ])
    expect((await root.getPolicy({ PolicyArn: readOnly })).Policy).toMatchObject({ AttachmentCount: 1 })
    expect(await root.listEntitiesForPolicy({ PolicyArn: readOnly })).toMatchObject({
      PolicyRoles: [{ RoleName: 'app' }],
      PolicyUsers: [{ UserName: 'anna' }],
      PolicyGroups: [],
    })
    await expect(root.deleteRole({ RoleName: 'app' })).rejects.toMatchObject({ name: 'DeleteConflictException' })
    await root.detachRolePolicy({ RoleName: 'app', PolicyArn: readOnly })
    await expect(root.detachRolePolicy({ RoleName: 'app', PolicyArn: readOnly })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${readOnly} was not found.`,
    })
  })

  it('refuses policies that are unknown or kept for services', async () => {
    const unknown = 'arn:aws:iam::aws:policy/X'
    await expect(iam.root.attachRolePolicy({ RoleName: 'app', PolicyArn: unknown })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${unknown} does not exist or is not attachable.`,
    })
    await expect(iam.root.putRolePermissionsBoundary({ RoleName: 'app', PermissionsBoundary: unknown })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
    await expect(iam.root.attachRolePolicy({ RoleName: 'app', PolicyArn: forEcs })).rejects.toMatchObject({
      name: 'PolicyNotAttachableException',
      message: 'Cannot attach a Service Role Policy to a Customer Role.',
    })
  })

  it('refuses every change of one, tags too', async () => {
    const Tags = [{ Key: 'a', Value: 'b' }]
    const refusal = { name: 'AccessDenied', message: 'Cannot update policies outside your own account.' }
    await expect(iam.root.tagPolicy({ PolicyArn: readOnly, Tags })).rejects.toMatchObject(refusal)
    await expect(iam.root.untagPolicy({ PolicyArn: readOnly, TagKeys: ['a'] })).rejects.toMatchObject(refusal)
    expect((await iam.root.listPolicyTags({ PolicyArn: readOnly })).Tags).toEqual([])
    await expect(iam.root.deletePolicy({ PolicyArn: readOnly })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Cannot delete policies outside your own account.',
    })
  })

  it('decides calls: attached, by a group, and as a boundary', async () => {
    const user = await iam.user('bob')
    await expect(user.listUsers({})).rejects.toMatchObject({ name: 'AccessDenied' })
    await iam.root.addUserToGroup({ GroupName: 'team', UserName: 'bob' })
    await user.listUsers({})
    await iam.root.putUserPermissionsBoundary({ UserName: 'bob', PermissionsBoundary: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' })
    await user.listUsers({})
    await expect(user.createUser({ UserName: 'c' })).rejects.toMatchObject({
      message:
        'User: arn:aws:iam::123456789012:user/bob is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::123456789012:user/c because no permissions boundary allows the iam:CreateUser action',
    })
    const { EvaluationResults } = await iam.root.simulatePrincipalPolicy({
      PolicySourceArn: 'arn:aws:iam::123456789012:user/bob',
      ActionNames: ['iam:ListUsers', 'iam:CreateUser'],
    })
    expect(EvaluationResults?.map(({ EvalDecision }) => EvalDecision)).toEqual(['allowed', 'implicitDeny'])
    expect(EvaluationResults?.[0]?.MatchedStatements).toMatchObject([{ SourcePolicyId: 'AdministratorAccess' }])
  })
})
