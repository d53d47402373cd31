import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, type IamWorld } from '../../test/iam-world.ts'

const document = '{ "Version": "2012-10-17",\n  "Statement": {"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::it\'s(!)*"} }'

describe('GetPolicyVersion', () => {
  let iam: IamWorld
  let PolicyArn: string

  beforeAll(async () => {
    iam = await createIamWorld('GetPolicyVersion')
    const { Policy } = await iam.root.createPolicy({ PolicyName: 'p', PolicyDocument: document })
    PolicyArn = Policy?.Arn ?? ''
  })
  afterAll(() => iam.close())

  it('shows the document percent-encoded, white space and all', async () => {
    const { PolicyVersion } = await iam.root.getPolicyVersion({ PolicyArn, VersionId: 'v1' })
    expect(PolicyVersion).toMatchObject({ VersionId: 'v1', IsDefaultVersion: true, CreateDate: expect.any(Date) })
    expect(PolicyVersion?.Document).toMatch(/^[A-Za-z0-9\-_.~%]+$/)
    expect(PolicyVersion?.Document).toContain('%7B%20%22Version%22')
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(document)
  })

  it('refuses a version or policy that is not there', async () => {
    await expect(iam.root.getPolicyVersion({ PolicyArn, VersionId: 'v9' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${PolicyArn} version v9 does not exist or is not attachable.`,
    })
    await expect(iam.root.getPolicyVersion({ PolicyArn: `${PolicyArn}x`, VersionId: 'v1' })).rejects.toMatchObject({
      message: `Policy ${PolicyArn}x version v1 does not exist or is not attachable.`,
    })
  })
})
