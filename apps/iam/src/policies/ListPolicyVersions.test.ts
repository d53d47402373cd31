import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allowingPolicy, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('ListPolicyVersions', () => {
  let iam: IamWorld
  let PolicyArn: string

  beforeAll(async () => {
    iam = await createIamWorld('ListPolicyVersions')
    const { Policy } = await iam.root.createPolicy({ PolicyName: 'p', PolicyDocument: allowingPolicy })
    PolicyArn = Policy?.Arn ?? ''
    for (let count = 0; count < 2; count += 1) await iam.root.createPolicyVersion({ PolicyArn, PolicyDocument: allowingPolicy })
  })
  afterAll(() => iam.close())

  it('lists the newest first, in pages', async () => {
    const first = await iam.root.listPolicyVersions({ PolicyArn, MaxItems: 2 })
    expect(first.Versions?.map((version) => version.VersionId)).toEqual(['v3', 'v2'])
    expect(first.Versions?.[0]).not.toHaveProperty('Document')
    const second = await iam.root.listPolicyVersions({ PolicyArn, Marker: first.Marker })
    expect(second).toMatchObject({ Versions: [{ VersionId: 'v1', IsDefaultVersion: true }], IsTruncated: false })
  })

  it('refuses a policy that is not there', async () => {
    await expect(iam.root.listPolicyVersions({ PolicyArn: `${PolicyArn}x` })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${PolicyArn}x was not found.`,
    })
  })
})
