import type { IAM } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { TestCredentials } from '@rolecall/testkit'
import { type Cloud, createCloud } from '../test/cloud.ts'

const member = '111122223333'
const root = `arn:aws:iam::${member}:root`

let cloud: Cloud
let admin: TestCredentials
let memberRoot: TestCredentials

/** The member's IAM in a session as its root, for one task. */
const session = async (task: string): Promise<IAM> => {
  const { Credentials: { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = {} } = await cloud
    .sts(admin)
    .assumeRoot({ TargetPrincipal: member, TaskPolicyArn: { arn: `arn:aws:iam::aws:policy/root-task/${task}` } })
  return cloud.iam({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken })
}

beforeAll(async () => {
  cloud = await createCloud('root sessions')
  await cloud.join('123456789012', { isManagementAccount: true })
  await cloud.join(member)
  await cloud.root.enableOrganizationsRootSessions({})
  admin = await cloud.user('admin', JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRoot', Resource: root }] }))
  memberRoot = { accessKeyId: member, secretAccessKey: 'test' }
})
afterAll(() => cloud.close())

const deniedBySession = (action: string, resource: string) => ({
  name: 'AccessDenied',
  message: `User: ${root} is not authorized to perform: ${action} on resource: ${resource} with an explicit deny in a session policy`,
})

describe("a session as a member's root", () => {
  it('audits the root user, and nobody else', async () => {
    const { AccessKey } = await cloud.iam(memberRoot).createAccessKey({})
    const audit = await session('IAMAuditRootUserCredentials')
    expect((await audit.getUser({})).User).toMatchObject({ Arn: root, UserId: member })
    expect((await audit.listAccessKeys({})).AccessKeyMetadata).toMatchObject([{ AccessKeyId: AccessKey?.AccessKeyId }])
    expect((await audit.getAccountSummary({})).SummaryMap).toMatchObject({ AccountAccessKeysPresent: 1 })
    expect((await audit.getAccessKeyLastUsed({ AccessKeyId: AccessKey?.AccessKeyId ?? '' })).AccessKeyLastUsed).toMatchObject({ ServiceName: 'N/A' })
    expect((await audit.listMFADevices({})).MFADevices).toEqual([])
    await cloud.iam(memberRoot).createUser({ UserName: 'ann' })
    await expect(audit.listAccessKeys({ UserName: 'ann' })).rejects.toMatchObject(deniedBySession('iam:ListAccessKeys', 'user ann'))
    await expect(audit.listUsers({})).rejects.toMatchObject(deniedBySession('iam:ListUsers', `arn:aws:iam::${member}:user/`))
    await expect(audit.deleteAccessKey({ AccessKeyId: AccessKey?.AccessKeyId ?? '' })).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it("deletes the root user's access keys, which end at once", async () => {
    const { AccessKey: { AccessKeyId = '', SecretAccessKey = '' } = {} } = await cloud.iam(memberRoot).createAccessKey({})
    const key = cloud.iam({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey })
    await key.getUser({})
    await (await session('IAMDeleteRootUserCredentials')).deleteAccessKey({ AccessKeyId })
    await expect(key.getUser({})).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
  })

  it("deletes the root user's password, and lets it be chosen anew", async () => {
    const remove = await session('IAMDeleteRootUserCredentials')
    await remove.deleteLoginProfile({})
    const missing = { name: 'NoSuchEntityException', message: 'Login Profile for User root cannot be found.' }
    await expect(remove.deleteLoginProfile({})).rejects.toMatchObject(missing)
    const audit = await session('IAMAuditRootUserCredentials')
    await expect(audit.getLoginProfile({})).rejects.toMatchObject(missing)
    expect((await audit.getAccountSummary({})).SummaryMap).toMatchObject({ AccountPasswordPresent: 0 })
    await expect(audit.createLoginProfile({})).rejects.toMatchObject(deniedBySession('iam:CreateLoginProfile', root))
    await (await session('IAMCreateRootUserPassword')).createLoginProfile({})
    expect((await audit.getLoginProfile({})).LoginProfile).toMatchObject({ UserName: 'root', PasswordResetRequired: false })
  })

  it("deletes the root user's password, and lets it be made anew", async () => {
    const remove = await session('IAMDeleteRootUserCredentials')
    expect((await remove.getLoginProfile({})).LoginProfile).toMatchObject({ UserName: 'root' })
    await remove.deleteLoginProfile({})
    await expect(remove.getLoginProfile({})).rejects.toMatchObject({ name: 'NoSuchEntityException' })
    await expect(remove.createLoginProfile({})).rejects.toMatchObject(deniedBySession('iam:CreateLoginProfile', root))
    const create = await session('IAMCreateRootUserPassword')
    await create.createLoginProfile({})
    expect((await create.getLoginProfile({})).LoginProfile).toMatchObject({ UserName: 'root' })
    await expect(create.deleteLoginProfile({})).rejects.toMatchObject(deniedBySession('iam:DeleteLoginProfile', root))
  })

  it('is bound by the policies that the organization has for the member', async () => {
    const everything = { Effect: 'Allow', Action: '*', Resource: '*' }
    const noRoot = { Effect: 'Deny', Action: 'iam:GetUser', Resource: '*', Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' }, Null: { 'aws:AssumedRoot': 'true' } } }
    const policy = (...Statement: object[]) => [[{ name: 'root', document: JSON.stringify({ Version: '2012-10-17', Statement }) }]]
    await cloud.join(member, { serviceControlPolicies: policy(everything, noRoot) })
    const audit = await session('IAMAuditRootUserCredentials')
    await audit.getUser({})
    await expect(cloud.iam(memberRoot).getUser({})).rejects.toMatchObject({ name: 'AccessDenied' })
    await cloud.join(member, { serviceControlPolicies: policy(everything, { ...noRoot, Condition: { Bool: { 'aws:AssumedRoot': 'true' } } }) })
    await expect(audit.getUser({})).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: ${root} is not authorized to perform: iam:GetUser on resource: ${root} with an explicit deny in a service control policy`,
    })
    await cloud.join(member)
  })
})
