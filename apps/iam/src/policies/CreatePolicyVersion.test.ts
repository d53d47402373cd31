import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, allowingPolicy, createIamWorld, documentOf, type IamWorld } from '../../test/iam-world.ts'

describe('CreatePolicyVersion', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('CreatePolicyVersion')
  })
  afterAll(() => iam.close())

  it('leaves the default unless told, never reuses a number, and ends at five', async () => {
    const { root } = iam
    const { Policy } = await root.createPolicy({ PolicyName: 'p', PolicyDocument: allowingPolicy })
    const PolicyArn = Policy?.Arn ?? ''
    const second = await root.createPolicyVersion({ PolicyArn, PolicyDocument: allowingPolicy })
    expect(second.PolicyVersion).toEqual({ VersionId: 'v2', IsDefaultVersion: false, CreateDate: expect.any(Date) })
    for (const SetAsDefault of [true, false, false]) await root.createPolicyVersion({ PolicyArn, PolicyDocument: allowingPolicy, SetAsDefault })
    expect((await root.getPolicy({ PolicyArn })).Policy?.DefaultVersionId).toBe('v3')
    await expect(root.createPolicyVersion({ PolicyArn, PolicyDocument: allowingPolicy })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
    })
    await root.deletePolicyVersion({ PolicyArn, VersionId: 'v2' })
    const next = await root.createPolicyVersion({ PolicyArn, PolicyDocument: allowingPolicy })
    expect(next.PolicyVersion?.VersionId).toBe('v6')
  })

  it('is in force for the next call once it is the default', async () => {
    const { root } = iam
    const { Policy } = await root.createPolicy({ PolicyName: 'effect', PolicyDocument: allowingPolicy })
    const PolicyArn = Policy?.Arn ?? ''
    const user = await iam.user('anna')
    await root.attachUserPolicy({ UserName: 'anna', PolicyArn })
    await root.createPolicyVersion({ PolicyArn, PolicyDocument: documentOf(allow('iam:ListUsers')) })
    await expect(user.listUsers({})).rejects.toMatchObject({ name: 'AccessDenied' })
    await root.setDefaultPolicyVersion({ PolicyArn, VersionId: 'v2' })
    await user.listUsers({})
  })

  it("refuses a bad document, a missing policy and AWS's own", async () => {
    const PolicyArn = 'arn:aws:iam::123456789012:policy/p'
    await expect(iam.root.createPolicyVersion({ PolicyArn, PolicyDocument: '{}' })).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
    })
    await expect(iam.root.createPolicyVersion({ PolicyArn: `${PolicyArn}x`, PolicyDocument: '{' })).rejects.toMatchObject({
      message: `Policy ${PolicyArn}x was not found.`,
    })
    const PolicyArnOfAws = 'arn:aws:iam::aws:policy/AdministratorAccess'
    await expect(iam.root.createPolicyVersion({ PolicyArn: PolicyArnOfAws, PolicyDocument: allowingPolicy })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Cannot update policies outside your own account.',
    })
  })
})
