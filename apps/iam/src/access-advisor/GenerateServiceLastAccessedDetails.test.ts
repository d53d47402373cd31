import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, allowingPolicy, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

describe('GenerateServiceLastAccessedDetails', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('GenerateServiceLastAccessedDetails')
  })
  afterAll(() => iam.close())

  it('reports of users, groups, roles and policies, as of its making', async () => {
    const { Policy } = await iam.root.createPolicy({ PolicyName: 'p', PolicyDocument: allowingPolicy })
    const PolicyArn = Policy?.Arn ?? ''
    await iam.root.createGroup({ GroupName: 'staff' })
    await iam.root.attachGroupPolicy({ GroupName: 'staff', PolicyArn })
    const arns = [PolicyArn, 'arn:aws:iam::123456789012:group/staff', 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']
    const jobs = await Promise.all(arns.map((Arn) => iam.root.generateServiceLastAccessedDetails({ Arn })))
    await iam.root.detachGroupPolicy({ GroupName: 'staff', PolicyArn })
    for (const { JobId } of jobs) {
      expect(JobId).toMatch(/^[\da-f-]{36}$/)
      const { JobStatus, JobType, ServicesLastAccessed = [] } = await iam.root.getServiceLastAccessedDetails({ JobId })
      expect({ JobStatus, JobType }).toEqual({ JobStatus: 'COMPLETED', JobType: 'SERVICE_LEVEL' })
      expect(ServicesLastAccessed.map(({ ServiceNamespace }) => ServiceNamespace)).toContain('s3')
    }
  })

  it('refuses what is missing and what is none of these', async () => {
    await expect(iam.root.generateServiceLastAccessedDetails({ Arn: 'arn:aws:iam::123456789012:role/nobody' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name nobody cannot be found.',
    })
    const missing = 'arn:aws:iam::123456789012:policy/missing'
    await expect(iam.root.generateServiceLastAccessedDetails({ Arn: missing })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${missing} was not found.`,
    })
    for (const Arn of ['arn:aws:s3:::bucket-of-somebody', 'arn:aws:iam::123456789012:root', 'twenty-characters-here']) {
      await expect(iam.root.generateServiceLastAccessedDetails({ Arn })).rejects.toMatchObject({
        name: 'InvalidInputException',
        message: `ARN ${Arn} is not valid.`,
      })
    }
  })

  it('needs the permission on what it is about', async () => {
    const anna = await iam.user('anna', allow('iam:GenerateServiceLastAccessedDetails', 'arn:aws:iam::*:user/anna'))
    await anna.generateServiceLastAccessedDetails({ Arn: 'arn:aws:iam::123456789012:user/anna' })
    await expect(anna.generateServiceLastAccessedDetails({ Arn: 'arn:aws:iam::123456789012:group/staff' })).rejects.toMatchObject({
      name: 'AccessDenied',
    })
  })
})
