import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type TestCredentials, testAccount } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

const otherRoot: TestCredentials = { accessKeyId: '210987654321', secretAccessKey: 'test' }
const PolicyArn = 'arn:aws:iam::210987654321:policy/theirs'
const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const everything = document({ Effect: 'Allow', Action: '*', Resource: '*' })
const trusting = document({ Effect: 'Allow', Principal: { AWS: testAccount }, Action: 'sts:AssumeRole' })

let cloud: Cloud
let user: TestCredentials

beforeAll(async () => {
  cloud = await createCloud('policies of other accounts')
  await cloud.iam(otherRoot).createPolicy({ PolicyName: 'theirs', PolicyDocument: everything })
  user = await cloud.user('anna', everything)
  await cloud.root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trusting })
  await cloud.root.createGroup({ GroupName: 'team' })
})
afterAll(() => cloud.close())

describe('a managed policy of another account', () => {
  it('cannot be attached', async () => {
    const refusal = { name: 'NoSuchEntityException', message: `Policy ${PolicyArn} does not exist or is not attachable.` }
    await expect(cloud.root.attachUserPolicy({ UserName: 'anna', PolicyArn })).rejects.toMatchObject(refusal)
    await expect(cloud.root.attachRolePolicy({ RoleName: 'app', PolicyArn })).rejects.toMatchObject(refusal)
    await expect(cloud.root.attachGroupPolicy({ GroupName: 'team', PolicyArn })).rejects.toMatchObject(refusal)
  })

  it('cannot be a boundary', async () => {
    const refusal = { name: 'NoSuchEntityException', message: `Scope ARN: ${PolicyArn} does not exist or is not attachable.` }
    await expect(cloud.root.putUserPermissionsBoundary({ UserName: 'anna', PermissionsBoundary: PolicyArn })).rejects.toMatchObject(refusal)
    await expect(cloud.root.putRolePermissionsBoundary({ RoleName: 'app', PermissionsBoundary: PolicyArn })).rejects.toMatchObject(refusal)
    await expect(cloud.root.createUser({ UserName: 'other', PermissionsBoundary: PolicyArn })).rejects.toMatchObject(refusal)
  })

  it('cannot limit a session, but for roles of the account that has it', async () => {
    const refusal = { name: 'ValidationError', message: `Policy ARN ${PolicyArn} does not exist or is not attachable.` }
    const PolicyArns = [{ arn: PolicyArn }]
    const sts = cloud.sts(user)
    await expect(sts.assumeRole({ RoleArn: `arn:aws:iam::${testAccount}:role/app`, RoleSessionName: 'work', PolicyArns })).rejects.toMatchObject(refusal)
    await expect(sts.getFederationToken({ Name: 'work', PolicyArns })).rejects.toMatchObject(refusal)
    await cloud.iam(otherRoot).createRole({ RoleName: 'partner', AssumeRolePolicyDocument: trusting })
    const { AssumedRoleUser } = await sts.assumeRole({ RoleArn: 'arn:aws:iam::210987654321:role/partner', RoleSessionName: 'work', PolicyArns })
    expect(AssumedRoleUser?.Arn).toBe('arn:aws:sts::210987654321:assumed-role/partner/work')
  })
})
