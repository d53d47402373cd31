import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { TestCredentials } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

const allowing = (...actions: string[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] })
const trusting = (principal: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }] })

const everything = allowing('*')
const auditing = 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials'
const reading = allowing('iam:Get*', 'iam:List*', 'ec2:Describe*', 'ec2:Get*')

let cloud: Cloud
let callers: [string, TestCredentials][]

const sessionOf = async (principalId: string, content: { kind: 'role' | 'user' | 'assumed-root' | 'federated-user'; policy?: string; policyArns?: string[] }): Promise<TestCredentials> => {
  const issuedAt = Math.floor(cloud.world.clock.nowMilliseconds() / 1000)
  return cloud.world.sealer.sealSession({
    partition: 'aws',
    account: '123456789012',
    principalId,
    name: 'session',
    issuedAt,
    expiresAt: issuedAt + 3600,
    ...content,
  })
}

beforeAll(async () => {
  cloud = await createCloud('policy matrix')
  const { root } = cloud
  await cloud.join('123456789012', { isManagementAccount: true })
  await cloud.join('111122223333')
  await root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trusting({ Service: 'ec2.amazonaws.com' }) })
  await root.createRole({ RoleName: 'open', AssumeRolePolicyDocument: trusting({ AWS: 'arn:aws:iam::123456789012:root' }) })
  await root.createInstanceProfile({ InstanceProfileName: 'app' })
  await root.addRoleToInstanceProfile({ InstanceProfileName: 'app', RoleName: 'app' })
  const { Role } = await root.createRole({ RoleName: 'admin', AssumeRolePolicyDocument: trusting({ Service: 'ec2.amazonaws.com' }) })
  await root.putRolePolicy({ RoleName: 'admin', PolicyName: 'all', PolicyDocument: everything })
  const { Policy } = await root.createPolicy({ PolicyName: 'reading', PolicyDocument: reading })
  const admin = await cloud.user('admin', everything)
  const bounded = await cloud.user('bounded', everything)
  await root.putUserPermissionsBoundary({ UserName: 'bounded', PermissionsBoundary: Policy?.Arn ?? '' })
  const { User } = await root.getUser({ UserName: 'admin' })
  callers = [
    ['root', { accessKeyId: 'test', secretAccessKey: 'test' }],
    ['admin', admin],
    ['reader', await cloud.user('reader', reading)],
    ['bounded', bounded],
    ['nobody', await cloud.user('nobody')],
    ['role', await sessionOf(Role?.RoleId ?? '', { kind: 'role' })],
    ['role, session policy', await sessionOf(Role?.RoleId ?? '', { kind: 'role', policy: reading })],
    ['user session without MFA', await sessionOf(User?.UserId ?? '', { kind: 'user' })],
    ['root, task policy', await sessionOf('123456789012', { kind: 'assumed-root', policyArns: [auditing] })],
    ['federated user', await sessionOf(User?.UserId ?? '', { kind: 'federated-user', policy: everything })],
  ]
})
afterAll(() => cloud.close())

// Whatever else a call answers, who called was allowed to call it.
const refusals = new Set(['AccessDenied', 'UnauthorizedOperation', 'InvalidClientTokenId', 'AuthFailure'])

it('who may do what, as reviewed', async () => {
  const matrix: Record<string, string> = {}
  for (const [service, name] of cloud.operations) {
    const allowed: string[] = []
    for (const [caller, credentials] of callers) {
      const { code } = await cloud.call(service, name, credentials)
      if (!refusals.has(code ?? '')) allowed.push(caller)
    }
    matrix[`${service}:${name}`] = allowed.join(' | ')
  }
  expect(matrix).toMatchSnapshot()
}, 300_000)
