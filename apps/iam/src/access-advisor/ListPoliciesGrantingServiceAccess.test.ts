import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, createIamWorld, documentOf, type IamWorld } from '../../test/iam-world.ts'

const anna = 'arn:aws:iam::123456789012:user/anna'
const readOnly = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'

describe('ListPoliciesGrantingServiceAccess', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('ListPoliciesGrantingServiceAccess')
    await iam.root.createUser({ UserName: 'anna' })
    await iam.root.createGroup({ GroupName: 'staff' })
    await iam.root.addUserToGroup({ GroupName: 'staff', UserName: 'anna' })
    await iam.root.putUserPolicy({ UserName: 'anna', PolicyName: 'own', PolicyDocument: documentOf(allow('s3:GetObject')) })
    await iam.root.putGroupPolicy({ GroupName: 'staff', PolicyName: 'queues', PolicyDocument: documentOf(allow('sqs:*')) })
    await iam.root.attachUserPolicy({ UserName: 'anna', PolicyArn: readOnly })
  })
  afterAll(() => iam.close())

  it('lists inline and managed policies, those of groups too', async () => {
    const answer = await iam.root.listPoliciesGrantingServiceAccess({ Arn: anna, ServiceNamespaces: ['sqs', 's3', 'iam'] })
    expect(answer.PoliciesGrantingServiceAccess).toEqual([
      { ServiceNamespace: 'iam', Policies: [] },
      {
        ServiceNamespace: 's3',
        Policies: [
          { PolicyName: 'AmazonS3ReadOnlyAccess', PolicyType: 'MANAGED', PolicyArn: readOnly },
          { PolicyName: 'own', PolicyType: 'INLINE', EntityType: 'USER', EntityName: 'anna' },
        ],
      },
      { ServiceNamespace: 'sqs', Policies: [{ PolicyName: 'queues', PolicyType: 'INLINE', EntityType: 'GROUP', EntityName: 'staff' }] },
    ])
    expect(answer.IsTruncated).toBe(false)
  })

  it('refuses policies, unknown services and missing entities', async () => {
    const list = (Arn: string, namespace = 's3') => iam.root.listPoliciesGrantingServiceAccess({ Arn, ServiceNamespaces: [namespace] })
    await expect(list(readOnly)).rejects.toMatchObject({ name: 'InvalidInputException', message: `ARN ${readOnly} is not valid.` })
    await expect(list(anna, 'no-service')).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: 'The service namespace no-service is not valid.',
    })
    await expect(list('arn:aws:iam::123456789012:user/nobody')).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The user with name nobody cannot be found.',
    })
  })
})
