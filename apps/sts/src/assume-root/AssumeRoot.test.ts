import { STS } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createTestWorld, type TestCredentials, testAccount, type TestWorld } from '@rolecall/testkit'
import { addRole, addUser } from '../../test/test-people.ts'
import { stsService } from '../sts-service.ts'

const organizationId = 'o-exampleorg1'
const member = '111122223333'
const root = `arn:aws:iam::${member}:root`
const audit = 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials'
const everything = { Effect: 'Allow', Action: '*', Resource: '*' }

let world: TestWorld
let as: (credentials: TestCredentials, endpoint?: string) => STS
let admin: STS

const join = (account: string, organization: object | undefined): Promise<void> =>
  world.store.transaction(async ({ accounts }) => {
    const key = { partition: 'aws', account }
    await accounts.ensure(key, world.clock.now())
    const policies = { serviceControlPolicies: [], resourceControlPolicies: [] }
    await accounts.setOrganization(key, organization && { organizationId, isManagementAccount: false, ...policies, ...organization })
  })

const setSessions = (isEnabled: boolean): Promise<void> => world.store.rootAccess.set({ partition: 'aws', account: testAccount }, 'RootSessions', isEnabled)

beforeAll(async () => {
  world = await createTestWorld({ name: 'sts assume root' })
  const handler = world.handler(stsService(world.dependencies))
  as = (credentials, endpoint) => new STS({ ...world.client(handler, credentials), ...(endpoint === undefined ? {} : { endpoint }) } as never)
  admin = as(await addUser(world, { name: 'admin', policy: everything }))
})
afterAll(() => world.close())
beforeEach(async () => {
  await join(testAccount, { isManagementAccount: true })
  await join(member, {})
  await setSessions(true)
})

const ask = (input: object = {}) => ({ TargetPrincipal: member, TaskPolicyArn: { arn: audit }, ...input })

const sessionOf = async (sts: STS, input: object = {}): Promise<TestCredentials> => {
  const { Credentials: { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = {} } = await sts.assumeRoot(ask(input))
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

const denied = { name: 'AccessDenied', message: `User: arn:aws:iam::${testAccount}:user/admin is not authorized to perform: sts:AssumeRoot on resource: ${root}` }

describe('AssumeRoot', () => {
  it("answers credentials of the member's root for a quarter of an hour", async () => {
    const { Credentials, SourceIdentity } = await admin.assumeRoot(ask())
    expect(SourceIdentity).toBeUndefined()
    const lifetimeSeconds = ((Credentials?.Expiration?.getTime() ?? 0) - world.clock.nowMilliseconds()) / 1000
    expect(Math.round(lifetimeSeconds)).toBeGreaterThan(890)
    expect(lifetimeSeconds).toBeLessThanOrEqual(900)
    for (const TargetPrincipal of [member, root]) {
      const identity = await as(await sessionOf(admin, { TargetPrincipal })).getCallerIdentity({})
      expect(identity).toMatchObject({ Arn: root, UserId: member, Account: member })
    }
  })

  it('ends the session at its time, which may be at once', async () => {
    const expired = { name: 'ExpiredToken', message: 'The security token included in the request is expired' }
    const session = as(await sessionOf(admin, { DurationSeconds: 60 }))
    await session.getCallerIdentity({})
    await world.advance(60)
    await expect(session.getCallerIdentity({})).rejects.toMatchObject(expired)
    await expect(as(await sessionOf(admin, { DurationSeconds: 0 })).getCallerIdentity({})).rejects.toMatchObject(expired)
  })

  it('hands on the source identity of the calling session', async () => {
    await addRole(world, { name: 'rooter', trust: { Effect: 'Allow', Principal: { AWS: '*' }, Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'] }, policy: everything })
    const { Credentials } = await admin.assumeRole({ RoleArn: `arn:aws:iam::${testAccount}:role/rooter`, RoleSessionName: 'ann', SourceIdentity: 'Ann' })
    const session = as({ accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: Credentials?.SecretAccessKey ?? '', sessionToken: Credentials?.SessionToken ?? '' })
    expect(await session.assumeRoot(ask())).toMatchObject({ SourceIdentity: 'Ann' })
  })

  it('gives a session that calls nothing else of STS', async () => {
    const session = as(await sessionOf(admin))
    await expect(session.getSessionToken({})).rejects.toMatchObject({ name: 'AccessDenied', message: 'Cannot call GetSessionToken with session credentials' })
    await expect(session.assumeRole({ RoleArn: `arn:aws:iam::${member}:role/x`, RoleSessionName: 'ab' })).rejects.toMatchObject({ name: 'AccessDenied' })
    await expect(session.assumeRoot(ask())).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('needs sts:AssumeRoot on the root user, for the task that the policy names', async () => {
    const statement = { Effect: 'Allow', Action: 'sts:AssumeRoot', Resource: root, Condition: { StringEquals: { 'sts:TaskPolicyArn': audit, 'aws:ResourceAccount': member } } }
    const auditor = as(await addUser(world, { name: 'auditor', policy: statement }))
    await auditor.assumeRoot(ask())
    await expect(auditor.assumeRoot(ask({ TaskPolicyArn: { arn: audit.replace('Audit', 'Delete') } }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::${testAccount}:user/auditor is not authorized to perform: sts:AssumeRoot on resource: ${root} because no identity-based policy allows the sts:AssumeRoot action`,
      $metadata: { httpStatusCode: 403 },
    })
  })

  it('takes the five task policies of the partition and no other', async () => {
    const tasks = ['IAMCreateRootUserPassword', 'IAMDeleteRootUserCredentials', 'S3UnlockBucketPolicy', 'SQSUnlockQueuePolicy']
    for (const name of tasks) await admin.assumeRoot(ask({ TaskPolicyArn: { arn: `arn:aws:iam::aws:policy/root-task/${name}` } }))
    const others = ['arn:aws:iam::aws:policy/AdministratorAccess', 'arn:aws-cn:iam::aws:policy/root-task/S3UnlockBucketPolicy', `arn:aws:iam::${testAccount}:policy/root-task/S3UnlockBucketPolicy`]
    for (const arn of others) {
      await expect(admin.assumeRoot(ask({ TaskPolicyArn: { arn } }))).rejects.toMatchObject({ name: 'ValidationError', message: `${arn} is invalid`, $metadata: { httpStatusCode: 400 } })
    }
  })

  it.each(['1111222233334', `arn:aws:iam::${member}:user/x`, `arn:aws-cn:iam::${member}:root`, 'arn:aws:iam::aws:root'])('refuses the target %s', async (TargetPrincipal) => {
    await expect(admin.assumeRoot(ask({ TargetPrincipal }))).rejects.toMatchObject({ name: 'ValidationError', message: `${TargetPrincipal} is invalid` })
  })

  it('keeps the limits of the model', async () => {
    await expect(admin.assumeRoot(ask({ DurationSeconds: 901 }))).rejects.toMatchObject({
      name: 'ValidationError',
      message: "1 validation error detected: Value '901' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 900",
    })
  })
})

describe('AssumeRoot is refused', () => {
  it('to root', async () => {
    await expect(as({ accessKeyId: 'test', secretAccessKey: 'test' }).assumeRoot(ask())).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'You cannot use root user credentials to make this call.',
    })
  })

  it('at the global endpoint', async () => {
    const user = await addUser(world, { name: 'global', policy: everything })
    await expect(as(user, 'https://sts.amazonaws.com').assumeRoot(ask())).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The STS global endpoint is not supported for AssumeRoot. You must send this request to a Regional STS endpoint.',
    })
    await as(user, 'https://sts.us-east-1.amazonaws.com').assumeRoot(ask())
  })

  it('until root sessions are enabled', async () => {
    await setSessions(false)
    await expect(admin.assumeRoot(ask())).rejects.toMatchObject(denied)
  })

  it('to accounts that do not administer the organization', async () => {
    await join(testAccount, {})
    await expect(admin.assumeRoot(ask())).rejects.toMatchObject(denied)
    await join(testAccount, undefined)
    await expect(admin.assumeRoot(ask())).rejects.toMatchObject(denied)
  })

  it('about accounts of no or another organization, and about the management account itself', async () => {
    for (const organization of [undefined, { organizationId: 'o-exampleorg2' }]) {
      await join(member, organization)
      await expect(admin.assumeRoot(ask())).rejects.toMatchObject(denied)
    }
    await expect(admin.assumeRoot(ask({ TargetPrincipal: testAccount }))).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('but not to the delegated administrator', async () => {
    const management = '444455556666'
    await join(testAccount, { isDelegatedAdministrator: true })
    await join(management, { isManagementAccount: true })
    await world.store.rootAccess.set({ partition: 'aws', account: management }, 'RootSessions', true)
    await admin.assumeRoot(ask())
    await join(management, undefined)
  })
})
