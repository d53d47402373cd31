import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { STS } from '@aws-sdk/client-sts'
import { adminOf, readCredentials } from './admin.ts'
import { type RolecallProcess, removeFolder, startRolecall } from './rolecall-process.ts'
import { clientsOf, createProfile, type Keys, launch, policyOf } from './story.ts'
import { allow, deny, home, other, roleArn, rootOf, trust, type TwoAccounts, twoAccounts, userArn } from './two-accounts.ts'

// Who may do what, by every kind of policy and every kind of caller, over two accounts and the real SDK.

let rolecall: RolecallProcess
let cloud: TwoAccounts

beforeAll(async () => {
  rolecall = await startRolecall()
  cloud = twoAccounts(rolecall.edge)
}, 60_000)

afterAll(async () => {
  await rolecall.stop()
  removeFolder(rolecall.dataDirectory)
})

const listUsersDenied = (caller: string, account: string, why: string): object => ({
  name: 'AccessDenied',
  message: `User: ${caller} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${account}:user/ ${why}`,
})
const assumeDenied = (caller: string, role: string): object => ({
  name: 'AccessDenied',
  message: `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
})
const fullAccess = { name: 'FullAWSAccess', document: { Version: '2012-10-17', Statement: [allow('*')] } }
const policyNamed = (name: string, ...statements: object[]): object => ({ name, document: { Version: '2012-10-17', Statement: statements } })

describe('identity policies, boundaries and session policies', () => {
  it('a user needs an Allow, and no Deny of a group takes part', async () => {
    const keys = await cloud.user(home, 'identity')
    const root = cloud.iam(rootOf(home))
    const why = 'because no identity-based policy allows the iam:ListUsers action'
    await expect(cloud.iam(keys).listUsers({})).rejects.toMatchObject(listUsersDenied(userArn(home, 'identity'), home, why))
    await root.attachUserPolicy({ UserName: 'identity', PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' })
    await cloud.iam(keys).listUsers({})
    await root.createGroup({ GroupName: 'barred' })
    await root.putGroupPolicy({ GroupName: 'barred', PolicyName: 'no', PolicyDocument: policyOf(deny('iam:ListUsers')) })
    await root.addUserToGroup({ GroupName: 'barred', UserName: 'identity' })
    const denied = listUsersDenied(userArn(home, 'identity'), home, 'with an explicit deny in an identity-based policy')
    await expect(cloud.iam(keys).listUsers({})).rejects.toMatchObject(denied)
  })

  it('a boundary must allow too, and gives nothing by itself', async () => {
    const keys = await cloud.user(home, 'bound', allow('iam:*'))
    const root = cloud.iam(rootOf(home))
    await root.putUserPermissionsBoundary({ UserName: 'bound', PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonEC2FullAccess' })
    const why = 'because no permissions boundary allows the iam:ListUsers action'
    await expect(cloud.iam(keys).listUsers({})).rejects.toMatchObject(listUsersDenied(userArn(home, 'bound'), home, why))
    await expect(cloud.ec2(keys).describeInstances({})).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining('because no identity-based policy allows the ec2:DescribeInstances action'),
    })
    await root.deleteUserPermissionsBoundary({ UserName: 'bound' })
    await cloud.iam(keys).listUsers({})
  })

  it('session policies narrow a session, inline and by ARN together', async () => {
    const keys = await cloud.user(home, 'opener', allow('sts:AssumeRole'))
    const role = await cloud.role(home, 'wide', trust({ AWS: home }), allow('*'))
    const session = await cloud.assume(keys, role, {
      Policy: policyOf(allow('iam:ListRoles'), deny('iam:ListGroups')),
      PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess' }],
    })
    await cloud.iam(session).listRoles({})
    await cloud.ec2(session).describeInstances({})
    const who = `arn:aws:sts::${home}:assumed-role/wide/session`
    const why = 'because no session policy allows the iam:ListUsers action'
    await expect(cloud.iam(session).listUsers({})).rejects.toMatchObject(listUsersDenied(who, home, why))
    await expect(cloud.iam(session).listGroups({})).rejects.toMatchObject({
      message: `User: ${who} is not authorized to perform: iam:ListGroups on resource: arn:aws:iam::${home}:group/ with an explicit deny in a session policy`,
    })
  })
})

describe('trust policies', () => {
  it('within the account: naming the user is enough, naming the account leaves it to identity policies', async () => {
    const keys = await cloud.user(home, 'named')
    const named = await cloud.role(home, 'trusts-user', trust({ AWS: userArn(home, 'named') }))
    const account = await cloud.role(home, 'trusts-account', trust({ AWS: home }))
    await cloud.assume(keys, named)
    await expect(cloud.assume(keys, account)).rejects.toMatchObject(assumeDenied(userArn(home, 'named'), account))
    expect(await cloud.whyRefused('AssumeRole')).toContain('No identity-based policy allows sts:AssumeRole')
    await cloud.iam(rootOf(home)).putUserPolicy({ UserName: 'named', PolicyName: 'own', PolicyDocument: policyOf(allow('sts:AssumeRole', account)) })
    await cloud.assume(keys, account)
  })

  it('across accounts: both sides must allow', async () => {
    const keys = await cloud.user(other, 'guest')
    const named = await cloud.role(home, 'trusts-guest', trust({ AWS: userArn(other, 'guest') }))
    await expect(cloud.assume(keys, named)).rejects.toMatchObject(assumeDenied(userArn(other, 'guest'), named))
    await cloud.iam(rootOf(other)).putUserPolicy({ UserName: 'guest', PolicyName: 'own', PolicyDocument: policyOf(allow('sts:AssumeRole')) })
    const session = await cloud.assume(keys, named)
    expect((await cloud.sts(session).getCallerIdentity({})).Account).toBe(home)
    const silent = await cloud.role(home, 'trusts-nobody-there', trust({ AWS: home }))
    await expect(cloud.assume(keys, silent)).rejects.toMatchObject(assumeDenied(userArn(other, 'guest'), silent))
    expect(await cloud.whyRefused('AssumeRole')).toContain('No role trust policy allows sts:AssumeRole')
  })

  it('their conditions hold, and their Deny wins', async () => {
    const keys = await cloud.user(other, 'vendor', allow('sts:AssumeRole'))
    const withId = await cloud.role(home, 'external', trust({ AWS: other }, { Condition: { StringEquals: { 'sts:ExternalId': 'x-1' } } }))
    await expect(cloud.assume(keys, withId)).rejects.toMatchObject({ name: 'AccessDenied' })
    await expect(cloud.assume(keys, withId, { ExternalId: 'x-2' })).rejects.toMatchObject({ name: 'AccessDenied' })
    await cloud.assume(keys, withId, { ExternalId: 'x-1' })
    const AssumeRolePolicyDocument = policyOf(trust({ AWS: other }), trust({ AWS: userArn(other, 'vendor') }, { Effect: 'Deny' }))
    await cloud.iam(rootOf(home)).createRole({ RoleName: 'not-vendor', AssumeRolePolicyDocument })
    await expect(cloud.assume(keys, roleArn(home, 'not-vendor'))).rejects.toMatchObject({ name: 'AccessDenied' })
    expect(await cloud.whyRefused('AssumeRole')).toBe('Deny by statement 2 of the role trust policy trust policy.')
  })

  it('roles trust roles: by the role all its sessions, by a session that one only', async () => {
    const keys = await cloud.user(home, 'chain', allow('sts:AssumeRole'))
    const first = await cloud.role(home, 'first', trust({ AWS: home }), allow('sts:AssumeRole'))
    const byRole = await cloud.role(other, 'by-role', trust({ AWS: first }))
    const bySession = await cloud.role(other, 'by-session', trust({ AWS: `arn:aws:sts::${home}:assumed-role/first/right` }))
    const [right, wrong] = await Promise.all(['right', 'wrong'].map((RoleSessionName) => cloud.assume(keys, first, { RoleSessionName })))
    for (const session of [right, wrong]) await cloud.assume(session as Keys, byRole)
    await cloud.assume(right as Keys, bySession)
    await expect(cloud.assume(wrong as Keys, bySession)).rejects.toMatchObject({ name: 'AccessDenied' })
    await expect(cloud.assume(keys, byRole)).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('a user made anew under the same name is not the one that was trusted', async () => {
    const root = cloud.iam(rootOf(home))
    const before = await cloud.user(home, 'reborn')
    const role = await cloud.role(home, 'trusts-reborn', trust({ AWS: userArn(home, 'reborn') }))
    await cloud.assume(before, role)
    await root.deleteAccessKey({ UserName: 'reborn', AccessKeyId: before.accessKeyId })
    await root.deleteUser({ UserName: 'reborn' })
    const after = await cloud.user(home, 'reborn')
    await expect(cloud.assume(after, role)).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})

describe('callers that are no users', () => {
  it('root does everything in its account, nothing in another, and assumes no role', async () => {
    const root = rootOf(home)
    await cloud.iam(root).listUsers({})
    const role = await cloud.role(home, 'trusts-all', trust({ AWS: '*' }))
    await expect(cloud.assume(root, role)).rejects.toMatchObject({ name: 'AccessDenied', message: 'Roles may not be assumed by root accounts.' })
    const PolicyArn = `arn:aws:iam::${other}:policy/theirs`
    await expect(cloud.iam(root).getPolicy({ PolicyArn })).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('EC2 takes the roles that trust it, and only for instances', async () => {
    const keys: Keys = rootOf(home)
    const { iam, ec2 } = clientsOf(rolecall.edge, keys)
    await createProfile(iam, 'machine')
    const { metadataEndpoint } = await adminOf(rolecall.edge).instance(await launch(ec2, 'machine'))
    const held = await readCredentials(metadataEndpoint, 'machine')
    const session = { accessKeyId: held.AccessKeyId, secretAccessKey: held.SecretAccessKey, sessionToken: held.Token }
    await cloud.ec2(session).describeInstances({})
    await expect(cloud.iam(session).listUsers({})).rejects.toMatchObject({ name: 'AccessDenied' })
    const user = await cloud.user(home, 'no-service', allow('sts:AssumeRole'))
    await expect(cloud.assume(user, roleArn(home, 'machine'))).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('web identities by the claims of their tokens', async () => {
    const issuer = 'https://tokens.example.test'
    const oidc = `${rolecall.edge}/_rolecall/oidc/decisions`
    await fetch(oidc, { method: 'PUT', body: JSON.stringify({ issuer }) })
    await cloud.iam(rootOf(home)).createOpenIDConnectProvider({ Url: issuer, ClientIDList: ['app'] })
    const Federated = `arn:aws:iam::${home}:oidc-provider/tokens.example.test`
    const condition = { StringEquals: { 'tokens.example.test:sub': 'main' } }
    const role = await cloud.role(home, 'web', { ...trust({ Federated }, { Condition: condition }), Action: 'sts:AssumeRoleWithWebIdentity' }, allow('iam:ListRoles'))
    const tokenOf = async (sub: string): Promise<string> => {
      const response = await fetch(`${oidc}/token`, { method: 'POST', body: JSON.stringify({ claims: { sub, aud: 'app' } }) })
      return ((await response.json()) as { token: string }).token
    }
    const unsigned = new STS({ endpoint: rolecall.edge, region: 'us-east-1', maxAttempts: 1, credentials: rootOf(other) })
    const assume = async (sub: string) => unsigned.assumeRoleWithWebIdentity({ RoleArn: role, RoleSessionName: 'session', WebIdentityToken: await tokenOf(sub) })
    await expect(assume('branch')).rejects.toMatchObject({ name: 'AccessDenied', message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity' })
    const session = cloud.keysOf((await assume('main')).Credentials)
    await cloud.iam(session).listRoles({})
    await expect(cloud.iam(session).listUsers({})).rejects.toMatchObject({ name: 'AccessDenied' })
    await cloud.organization(home, { resourceControlPolicies: [[policyNamed('no-web', { ...deny('sts:AssumeRoleWithWebIdentity'), Principal: '*' })]] })
    await expect(assume('main')).rejects.toMatchObject({ name: 'AccessDenied' })
    await cloud.organization(home, undefined)
    await assume('main')
  })
})

describe('service control policies', () => {
  let user: Keys
  let session: Keys
  const denied = (caller: string, why: string): object => listUsersDenied(caller, home, why)
  const sessionArn = `arn:aws:sts::${home}:assumed-role/member-role/session`

  beforeAll(async () => {
    user = await cloud.user(home, 'member', allow('*'))
    session = await cloud.assume(user, await cloud.role(home, 'member-role', trust({ AWS: home }), allow('*')))
  })
  afterAll(() => cloud.organization(home, undefined))

  const everybody = (): [Keys, string][] => [
    [user, userArn(home, 'member')],
    [session, sessionArn],
    [rootOf(home), `arn:aws:iam::${home}:root`],
  ]

  it('deny users, roles and root alike from the next call on', async () => {
    const barred = policyNamed('no-users', deny('iam:ListUsers'))
    expect((await cloud.organization(home, { serviceControlPolicies: [[fullAccess], [fullAccess, barred], [fullAccess]] })).status).toBe(200)
    for (const [keys, arn] of everybody()) {
      await expect(cloud.iam(keys).listUsers({})).rejects.toMatchObject(denied(arn, 'with an explicit deny in a service control policy'))
      await cloud.iam(keys).listRoles({})
      await cloud.sts(keys).getCallerIdentity({})
    }
    expect(await cloud.whyRefused('ListUsers')).toBe('Deny by statement 1 of the service control policy no-users.')
    await cloud.iam(rootOf(other)).listUsers({})
  })

  it('must allow at every level', async () => {
    await cloud.organization(home, { serviceControlPolicies: [[fullAccess], [policyNamed('only-ec2', allow(['ec2:*', 'sts:*']))], [fullAccess]] })
    for (const [keys, arn] of everybody()) {
      await expect(cloud.iam(keys).listUsers({})).rejects.toMatchObject(denied(arn, 'because no service control policy allows the iam:ListUsers action'))
      await cloud.ec2(keys).describeInstances({})
    }
    await cloud.organization(home, { serviceControlPolicies: [[fullAccess], [policyNamed('ec2', allow('ec2:*')), fullAccess], [fullAccess]] })
    await cloud.iam(session).listUsers({})
  })

  it('bind principals wherever they act, not strangers that come in', async () => {
    const theirs = await cloud.role(other, 'abroad', trust({ AWS: home }))
    const ours = await cloud.role(home, 'host', trust({ AWS: other }), allow('*'))
    const stranger = await cloud.user(other, 'stranger', allow('*'))
    await cloud.organization(home, { serviceControlPolicies: [[fullAccess, policyNamed('stay', deny('sts:AssumeRole'))]] })
    await expect(cloud.assume(user, theirs)).rejects.toMatchObject(assumeDenied(userArn(home, 'member'), theirs))
    expect(await cloud.whyRefused('AssumeRole')).toBe('Deny by statement 1 of the service control policy stay.')
    await cloud.assume(stranger, ours)
  })

  it('refuse launches in the words of EC2', async () => {
    await cloud.organization(home, { serviceControlPolicies: [[fullAccess, policyNamed('no-launch', deny('ec2:RunInstances', '*'))]] })
    await expect(launch(clientsOf(rolecall.edge, session).ec2, 'none')).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringMatching(/ with an explicit deny in a service control policy\. Encoded authorization failure message: /),
    })
  })

  it('do not bind the management account, and go with a reset of the account', async () => {
    const policies = { serviceControlPolicies: [[policyNamed('nothing', deny('*'))]] }
    await cloud.organization(home, { ...policies, isManagementAccount: true })
    await cloud.iam(user).listUsers({})
    await cloud.organization(home, policies)
    await expect(cloud.iam(user).listUsers({})).rejects.toMatchObject({ name: 'AccessDenied' })
    await cloud.organization(other, policies)
    await fetch(`${rolecall.edge}/_rolecall/reset?account=${other}`, { method: 'POST' })
    await cloud.iam(rootOf(other)).listUsers({})
    expect(await cloud.organizationOf(other)).toEqual({})
  })

  it('are told by the simulator', async () => {
    await cloud.organization(home, { serviceControlPolicies: [[fullAccess, policyNamed('no-users', deny('iam:ListUsers'))]] })
    const simulate = async () => {
      const { EvaluationResults = [] } = await cloud.iam(user).simulatePrincipalPolicy({
        PolicySourceArn: userArn(home, 'member'),
        ActionNames: ['iam:ListRoles', 'iam:ListUsers'],
      })
      return EvaluationResults.map(({ EvalDecision, OrganizationsDecisionDetail }) => [EvalDecision, OrganizationsDecisionDetail?.AllowedByOrganizations])
    }
    expect(await simulate()).toEqual([['allowed', true], ['explicitDeny', false]])
    await cloud.organization(home, undefined)
    expect(await simulate()).toEqual([['allowed', undefined], ['allowed', undefined]])
  })

  it('are refused when they are no policies, and nothing changes', async () => {
    const { answer } = await cloud.organization(home, { serviceControlPolicies: [[fullAccess]] })
    const refused = await cloud.organization(home, { serviceControlPolicies: [[policyNamed('bad', { Effect: 'Perhaps' })]] })
    expect(refused).toEqual({ status: 400, answer: { error: 'policy 1 at level 1 of serviceControlPolicies: Syntax errors in policy.' } })
    expect(await cloud.organizationOf(home)).toEqual(answer)
  })
})

describe('resource control policies', () => {
  afterAll(async () => {
    for (const account of [home, other]) await cloud.organization(account, undefined)
  })

  it('guard the roles of an account against everybody outside its organization', async () => {
    const role = await cloud.role(home, 'guarded', trust({ AWS: '*' }))
    const outsider = await cloud.user(other, 'outsider', allow('sts:AssumeRole'))
    const member = await cloud.user(home, 'insider')
    await cloud.assume(outsider, role)
    const Condition = { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' } }
    const guard = policyNamed('org-only', { ...deny('sts:AssumeRole'), Principal: '*', Condition })
    const organizationId = 'o-exampleorg1'
    await cloud.organization(home, { organizationId, resourceControlPolicies: [[], [guard]] })
    await cloud.assume(member, role)
    await expect(cloud.assume(outsider, role)).rejects.toMatchObject(assumeDenied(userArn(other, 'outsider'), role))
    expect(await cloud.whyRefused('AssumeRole')).toBe('Deny by statement 1 of the resource control policy org-only.')
    await cloud.organization(other, { organizationId })
    await cloud.assume(outsider, role)
    await cloud.organization(other, { organizationId: 'o-anotherorg9' })
    await expect(cloud.assume(outsider, role)).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('leave IAM and EC2 alone, and the management account', async () => {
    const barred = policyNamed('nothing', { ...deny(['iam:*', 'ec2:*', 'sts:AssumeRole']), Principal: '*' })
    await cloud.organization(home, { resourceControlPolicies: [[barred]] })
    await cloud.iam(rootOf(home)).listUsers({})
    await cloud.ec2(rootOf(home)).describeInstances({})
    const keys = await cloud.user(home, 'visitor')
    const role = await cloud.role(home, 'visited', trust({ AWS: userArn(home, 'visitor') }))
    await expect(cloud.assume(keys, role)).rejects.toMatchObject({ name: 'AccessDenied' })
    await cloud.organization(home, { resourceControlPolicies: [[barred]], isManagementAccount: true })
    await cloud.assume(keys, role)
  })
})
