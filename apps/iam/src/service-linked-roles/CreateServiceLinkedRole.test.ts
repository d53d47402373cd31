import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { allow, allowingPolicy, createIamWorld, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'
import { linkedServices } from './linked-services.ts'

describe('CreateServiceLinkedRole', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('CreateServiceLinkedRole')
  })
  afterAll(() => iam.close())

  it('makes the role that the service defines', async () => {
    const { Role } = await iam.root.createServiceLinkedRole({ AWSServiceName: 'elasticloadbalancing.amazonaws.com', Description: 'd' })
    expect(Role).toEqual({
      Path: '/aws-service-role/elasticloadbalancing.amazonaws.com/',
      RoleName: 'AWSServiceRoleForElasticLoadBalancing',
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      Arn: 'arn:aws:iam::123456789012:role/aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing',
      CreateDate: expect.any(Date),
      AssumeRolePolicyDocument: encodeURIComponent(
        '{"Version":"2012-10-17","Statement":[{"Action":["sts:AssumeRole"],"Effect":"Allow","Principal":{"Service":["elasticloadbalancing.amazonaws.com"]}}]}',
      ),
    })
    const RoleName = 'AWSServiceRoleForElasticLoadBalancing'
    expect((await iam.root.getRole({ RoleName })).Role).toMatchObject({ Description: 'd', MaxSessionDuration: 3600, RoleLastUsed: {} })
    expect((await iam.root.listAttachedRolePolicies({ RoleName })).AttachedPolicies).toEqual([
      {
        PolicyName: 'AWSElasticLoadBalancingServiceRolePolicy',
        PolicyArn: 'arn:aws:iam::aws:policy/aws-service-role/AWSElasticLoadBalancingServiceRolePolicy',
      },
    ])
  })

  it('takes a suffix where the service does', async () => {
    for (const CustomSuffix of ['blue', 'green']) {
      const { Role } = await iam.root.createServiceLinkedRole({ AWSServiceName: 'autoscaling.amazonaws.com', CustomSuffix })
      expect(Role?.RoleName).toBe(`AWSServiceRoleForAutoScaling_${CustomSuffix}`)
    }
    await expect(iam.root.createServiceLinkedRole({ AWSServiceName: 'ecs.amazonaws.com', CustomSuffix: 'blue' })).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: 'Custom suffix is not allowed for ecs.amazonaws.com',
    })
    const long = { AWSServiceName: 'autoscaling.amazonaws.com', CustomSuffix: 'x'.repeat(60) }
    await expect(iam.root.createServiceLinkedRole(long)).rejects.toMatchObject({ name: 'ValidationError' })
  })

  it('refuses a role that is there and services without one', async () => {
    await expect(iam.root.createServiceLinkedRole({ AWSServiceName: 'elasticloadbalancing.amazonaws.com' })).rejects.toMatchObject({
      name: 'InvalidInputException',
      message:
        'Service role name AWSServiceRoleForElasticLoadBalancing has been taken in this account, please try a different suffix.',
    })
    for (const AWSServiceName of ['ECS.amazonaws.com', 'account.amazonaws.com']) {
      await expect(iam.root.createServiceLinkedRole({ AWSServiceName })).rejects.toMatchObject({
        name: 'AccessDenied',
        message: `Cannot find Service Linked Role template for ${AWSServiceName}`,
      })
    }
  })

  it('attaches to each role a policy that AWS manages', async () => {
    for (const { policyName } of linkedServices.values()) {
      const PolicyArn = `arn:aws:iam::aws:policy/aws-service-role/${policyName}`
      expect((await iam.root.getPolicy({ PolicyArn })).Policy?.PolicyName).toBe(policyName)
    }
  })

  it('is allowed by service', async () => {
    const condition = { StringEquals: { 'iam:AWSServiceName': 'spot.amazonaws.com' } }
    const limited = await iam.user('limited', {
      ...allow('iam:CreateServiceLinkedRole', 'arn:aws:iam::*:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot'),
      Condition: condition,
    })
    await limited.createServiceLinkedRole({ AWSServiceName: 'spot.amazonaws.com' })
    await expect(limited.createServiceLinkedRole({ AWSServiceName: 'es.amazonaws.com' })).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:iam::123456789012:user/limited is not authorized to perform: iam:CreateServiceLinkedRole on resource: arn:aws:iam::123456789012:role/aws-service-role/es.amazonaws.com/AWSServiceRoleForAmazonElasticsearchService because no identity-based policy allows the iam:CreateServiceLinkedRole action',
    })
  })

  it('leaves nothing about the role to others but tags and description', async () => {
    const RoleName = 'AWSServiceRoleForEC2Spot'
    await iam.root.updateRole({ RoleName, Description: 'of the spot service' })
    await iam.root.updateRoleDescription({ RoleName, Description: 'of the service' })
    await iam.root.tagRole({ RoleName, Tags: [{ Key: 'k', Value: 'v' }] })
    expect((await iam.root.getRole({ RoleName })).Role).toMatchObject({ Description: 'of the service', Tags: [{ Key: 'k', Value: 'v' }] })
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
    await iam.root.createInstanceProfile({ InstanceProfileName: 'app' })
    const changes = [
      () => iam.root.updateRole({ RoleName, MaxSessionDuration: 7200 }),
      () => iam.root.updateAssumeRolePolicy({ RoleName, PolicyDocument: trustingEc2 }),
      () => iam.root.attachRolePolicy({ RoleName, PolicyArn }),
      () => iam.root.detachRolePolicy({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/aws-service-role/AWSEC2SpotServiceRolePolicy' }),
      () => iam.root.putRolePolicy({ RoleName, PolicyName: 'p', PolicyDocument: allowingPolicy }),
      () => iam.root.putRolePermissionsBoundary({ RoleName, PermissionsBoundary: PolicyArn }),
      () => iam.root.addRoleToInstanceProfile({ RoleName, InstanceProfileName: 'app' }),
      () => iam.root.deleteRole({ RoleName }),
    ]
    for (const change of changes) {
      await expect(change()).rejects.toMatchObject({
        name: 'UnmodifiableEntityException',
        message: `Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`,
      })
    }
  })
})
