import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, allowingPolicy, createIamWorld, documentOf, type IamWorld } from '../../test/iam-world.ts'

describe('CreatePolicy', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('CreatePolicy', { PoliciesPerAccount: 2 })
  })
  afterAll(() => iam.close())

  it('answers version one, unattached and without its description', async () => {
    const { Policy } = await iam.root.createPolicy({
      PolicyName: 'Reader',
      Path: '/team/',
      PolicyDocument: allowingPolicy,
      Description: 'reads',
      Tags: [{ Key: 'a', Value: 'b' }],
    })
    expect(Policy).toEqual({
      PolicyName: 'Reader',
      PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
      Arn: 'arn:aws:iam::123456789012:policy/team/Reader',
      Path: '/team/',
      DefaultVersionId: 'v1',
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      CreateDate: expect.any(Date),
      UpdateDate: Policy?.CreateDate,
      Tags: [{ Key: 'a', Value: 'b' }],
    })
  })

  it('refuses a name that is taken under any path', async () => {
    await expect(iam.root.createPolicy({ PolicyName: 'READER', PolicyDocument: allowingPolicy })).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'A policy called READER already exists. Duplicate names are not allowed.',
    })
  })

  it.each([
    ['{', 'Syntax errors in policy.'],
    [JSON.stringify({ Statement: [allow('s3:*')] }), 'Policy document must be version 2012-10-17 or greater.'],
    [documentOf(allow('s3')), 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'],
    [documentOf(allow('s3:*', 'bucket')), 'Resource bucket must be in ARN format or "*".'],
  ])('refuses the document %s', async (PolicyDocument, message) => {
    await expect(iam.root.createPolicy({ PolicyName: 'bad', PolicyDocument })).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message,
    })
  })

  it('counts the characters of a document without white space', async () => {
    const resources = Array.from({ length: 120 }, (_, index) => `arn:aws:s3:::bucket-${String(index).padStart(30, '0')}`)
    const long = documentOf(allow('s3:*', resources))
    await expect(iam.root.createPolicy({ PolicyName: 'long', PolicyDocument: long })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for PolicySize: 6144',
    })
    const spaced = JSON.stringify(JSON.parse(documentOf(allow('s3:*', resources.slice(0, 100)))), null, 10)
    expect(spaced.length).toBeGreaterThan(6144)
    await iam.root.createPolicy({ PolicyName: 'spaced', PolicyDocument: spaced })
  })

  it('refuses policies beyond the quota', async () => {
    await expect(iam.root.createPolicy({ PolicyName: 'third', PolicyDocument: allowingPolicy })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for PoliciesPerAccount: 2',
    })
  })

  it('needs iam:TagPolicy for tags', async () => {
    const maker = await iam.user('maker', allow('iam:CreatePolicy'))
    const given = { PolicyName: 'tagged', PolicyDocument: allowingPolicy, Tags: [{ Key: 'a', Value: 'b' }] }
    await expect(maker.createPolicy(given)).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:iam::123456789012:user/maker is not authorized to perform: iam:TagPolicy on resource: arn:aws:iam::123456789012:policy/tagged because no identity-based policy allows the iam:TagPolicy action',
    })
  })
})
