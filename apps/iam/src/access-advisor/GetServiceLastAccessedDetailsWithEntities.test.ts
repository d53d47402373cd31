import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createIamWorld, documentOf, allow, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

const PolicyArn = 'arn:aws:iam::123456789012:policy/p'

describe('GetServiceLastAccessedDetailsWithEntities', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('GetServiceLastAccessedDetailsWithEntities')
    await iam.root.createPolicy({ PolicyName: 'p', PolicyDocument: documentOf(allow('iam:ListUsers')) })
    await iam.root.createGroup({ GroupName: 'staff' })
    await iam.root.attachGroupPolicy({ GroupName: 'staff', PolicyArn })
    await iam.root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2 })
    await iam.root.attachRolePolicy({ RoleName: 'app', PolicyArn })
    for (const UserName of ['anna', 'ben']) {
      const user = await iam.user(UserName)
      await iam.root.addUserToGroup({ GroupName: 'staff', UserName })
      if (UserName === 'ben') await user.listUsers({})
    }
    await iam.root.attachUserPolicy({ UserName: 'ben', PolicyArn })
    await iam.dependencies.requestLog.flush()
  })
  afterAll(() => iam.close())

  const detailsOf = async (Arn: string, ServiceNamespace = 'iam') => {
    const { JobId } = await iam.root.generateServiceLastAccessedDetails({ Arn })
    return iam.root.getServiceLastAccessedDetailsWithEntities({ JobId, ServiceNamespace })
  }

  it('lists who can use a service by a policy, the last user first', async () => {
    const { EntityDetailsList = [], JobStatus } = await detailsOf(PolicyArn)
    expect(JobStatus).toBe('COMPLETED')
    expect(EntityDetailsList).toEqual([
      {
        EntityInfo: { Arn: 'arn:aws:iam::123456789012:user/ben', Name: 'ben', Type: 'USER', Id: expect.stringMatching(/^AIDA/), Path: '/' },
        LastAuthenticated: expect.any(Date),
      },
      { EntityInfo: expect.objectContaining({ Name: 'app', Type: 'ROLE', Id: expect.stringMatching(/^AROA/) }) },
      { EntityInfo: expect.objectContaining({ Name: 'anna', Type: 'USER' }) },
    ])
  })

  it('lists the members of a group', async () => {
    const { EntityDetailsList = [] } = await detailsOf('arn:aws:iam::123456789012:group/staff')
    expect(EntityDetailsList.map(({ EntityInfo }) => EntityInfo?.Name)).toEqual(['ben', 'anna'])
  })

  it('refuses services that the report does not have', async () => {
    await expect(detailsOf(PolicyArn, 's3')).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The service with namespace s3 cannot be found in the report.',
    })
  })
})
