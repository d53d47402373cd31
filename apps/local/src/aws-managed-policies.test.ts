import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { TestCredentials } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

const trusting = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'sts:AssumeRole' }],
})
const managed = (name: string): string => `arn:aws:iam::aws:policy/${name}`
const launch = { ImageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64', InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const

let cloud: Cloud
let administrator: TestCredentials

beforeAll(async () => {
  cloud = await createCloud('policies of AWS in force')
  administrator = await cloud.user('administrator')
  await cloud.root.attachUserPolicy({ UserName: 'administrator', PolicyArn: managed('AdministratorAccess') })
})
afterAll(() => cloud.close())

const sessionOf = async (RoleName: string, ...policies: string[]): Promise<TestCredentials> => {
  const { Credentials } = await cloud.sts(administrator).assumeRole({
    RoleArn: `arn:aws:iam::123456789012:role/${RoleName}`,
    RoleSessionName: 'session',
    ...(policies.length === 0 ? {} : { PolicyArns: policies.map((arn) => ({ arn })) }),
  })
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

it('lets a role with AmazonEC2ReadOnlyAccess describe instances and not launch any', async () => {
  await cloud.root.createRole({ RoleName: 'reader', AssumeRolePolicyDocument: trusting })
  await cloud.root.attachRolePolicy({ RoleName: 'reader', PolicyArn: managed('AmazonEC2ReadOnlyAccess') })
  const ec2 = cloud.ec2(await sessionOf('reader'))
  await ec2.describeInstances({})
  await expect(ec2.runInstances(launch)).rejects.toMatchObject({
    name: 'UnauthorizedOperation',
    message: expect.stringContaining('because no identity-based policy allows the ec2:RunInstances action'),
  })
  await cloud.root.detachRolePolicy({ RoleName: 'reader', PolicyArn: managed('AmazonEC2ReadOnlyAccess') })
  await expect(ec2.describeInstances({})).rejects.toMatchObject({ name: 'UnauthorizedOperation' })
})

it('lets administrators do everything', async () => {
  await cloud.ec2(administrator).runInstances(launch)
  await cloud.iam(administrator).createUser({ UserName: 'other' })
})

it('limits sessions by policies of AWS', async () => {
  await cloud.root.createRole({ RoleName: 'limited', AssumeRolePolicyDocument: trusting })
  await cloud.root.attachRolePolicy({ RoleName: 'limited', PolicyArn: managed('AdministratorAccess') })
  const session = await sessionOf('limited', managed('AmazonEC2ReadOnlyAccess'))
  await cloud.ec2(session).describeInstances({})
  await expect(cloud.iam(session).listUsers({})).rejects.toMatchObject({
    message: expect.stringContaining('because no session policy allows the iam:ListUsers action'),
  })
  for (const unknown of [managed('Nothing'), 'arn:aws-cn:iam::aws:policy/AdministratorAccess']) {
    await expect(sessionOf('limited', unknown)).rejects.toMatchObject({ message: `Policy ARN ${unknown} does not exist or is not attachable.` })
  }
})
