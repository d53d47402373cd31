// A server that remembers answers as one that has just started, whatever changes between two calls.
import { EC2 } from '@aws-sdk/client-ec2'
import { IAM } from '@aws-sdk/client-iam'
import { STS } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ec2Service } from '@rolecall/app-ec2'
import { iamService } from '@rolecall/app-iam'
import { stsService } from '@rolecall/app-sts'
import { CallerFinder } from '@rolecall/credentials'
import { explainEvent, KnownAllows, type PipelineDependencies, RequestLog, ServiceHandler, type StoredEvent } from '@rolecall/pipeline'
import { createStore, type Database, openDatabase } from '@rolecall/store'
import { createTestWorld, rootCredentials, type TestCredentials, type TestWorld } from '@rolecall/testkit'
import fc from 'fast-check'

const account = '123456789012'
const key = { partition: 'aws', account }
const otherRoot: TestCredentials = { accessKeyId: '111122223333', secretAccessKey: 'test' }
const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`
const managedArn = `arn:aws:iam::${account}:policy/managed`
const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const allow = (Action: string | string[], Condition?: object, Resource = '*'): object => ({ Effect: 'Allow', Action, Resource, ...(Condition === undefined ? {} : { Condition }) })
const deny = (...parameters: Parameters<typeof allow>): object => ({ ...allow(...parameters), Effect: 'Deny' })

const conditions: (object | undefined)[] = [
  undefined,
  { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
  { Null: { 'aws:ResourceTag/team': 'true' } },
  { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg1/r-ab12/*' } },
  { StringNotEquals: { 'aws:ResourceOrgID': 'o-exampleorg1' } },
  { StringEqualsIfExists: { 'sts:ExternalId': 'outside' } },
  { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
  { DateLessThan: { 'aws:CurrentTime': '2026-06-01T00:00:00Z' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
]
const named = { ...allow('iam:GetRole'), Resource: undefined, NotResource: roleArn('one') }
const documents = [
  document(allow('*')),
  document(allow(['iam:GetRole', 'sts:AssumeRole'], undefined, roleArn('${aws:PrincipalTag/team}'))),
  document({ ...allow('x'), Action: undefined, NotAction: 'sts:*' }, named),
  document(deny('iam:GetRole', undefined, roleArn('two')), allow('*')),
  ...conditions.flatMap((condition) => [document(allow('*', condition)), document(allow('*'), deny(['iam:GetRole', 'sts:AssumeRole', 'ec2:*'], condition))]),
]
const trusts = conditions.flatMap((Condition) => [{ Effect: 'Allow' }, { Effect: 'Deny' }].map(({ Effect }) =>
  document({ Effect: 'Allow', Principal: { AWS: [account, otherRoot.accessKeyId] }, Action: 'sts:AssumeRole' }, { Effect, Principal: { AWS: '*' }, Action: 'sts:AssumeRole', Condition }),
))

interface Clients {
  iam: IAM
  sts: STS
  ec2: EC2
}

type Clouds = Pick<TestWorld, 'client'>

/** A user that may do everything, as far as its account can say. */
const createUser = async (iam: IAM, UserName: string): Promise<TestCredentials & { id: string }> => {
  const { User } = await iam.createUser({ UserName })
  await iam.putUserPolicy({ UserName, PolicyName: 'own', PolicyDocument: documents[0] })
  const { AccessKey } = await iam.createAccessKey({ UserName })
  return { id: User?.UserId ?? '', accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' }
}

/** Clients of a server with these dependencies and with nothing remembered. */
const serve = (dependencies: PipelineDependencies, world: Clouds) => {
  const services = { iam: iamService(dependencies), sts: stsService(dependencies), ec2: ec2Service({ ...dependencies, stateDelaySeconds: 0 }) }
  const handlers = {
    iam: new ServiceHandler(services.iam, dependencies),
    sts: new ServiceHandler(services.sts, dependencies),
    ec2: new ServiceHandler(services.ec2, dependencies),
  }
  return (as: TestCredentials, region = 'us-east-1'): Clients => ({
    iam: new IAM({ ...world.client(handlers.iam, as), region } as never),
    sts: new STS({ ...world.client(handlers.sts, as), region } as never),
    ec2: new EC2({ ...world.client(handlers.ec2, as), region } as never),
  })
}

const calls: ((clients: Clients) => Promise<unknown>)[] = [
  ({ iam }) => iam.getRole({ RoleName: 'one' }),
  ({ iam }) => iam.getRole({ RoleName: 'two' }),
  ({ iam }) => iam.listRoles({}),
  ({ sts }) => sts.assumeRole({ RoleArn: roleArn('one'), RoleSessionName: 'session' }),
  ({ sts }) => sts.assumeRole({ RoleArn: roleArn('one'), RoleSessionName: 'session' }),
  ({ sts }) => sts.assumeRole({ RoleArn: roleArn('one'), RoleSessionName: 'session', ExternalId: 'outside' }),
  ({ ec2 }) => ec2.describeVpcs({}),
  ({ ec2 }) => ec2.createKeyPair({ KeyName: 'pair', DryRun: true }),
]

/** What cannot be taken away as it is not there. */
const unlessMissing = (error: unknown): void => {
  if ((error as Error).name !== 'NoSuchEntityException') throw error
}

const changes: ((root: IAM, world: TestWorld, choice: number) => Promise<unknown>)[] = [
  (root, _, choice) => root.putUserPolicy({ UserName: 'ann', PolicyName: 'own', PolicyDocument: documents[choice % documents.length] }),
  (root, _, choice) => root.putRolePolicy({ RoleName: 'one', PolicyName: 'own', PolicyDocument: documents[choice % documents.length] }),
  (root, _, choice) => root.putGroupPolicy({ GroupName: 'team', PolicyName: 'own', PolicyDocument: documents[choice % documents.length] }),
  (root, _, choice) => root.updateAssumeRolePolicy({ RoleName: 'one', PolicyDocument: trusts[choice % trusts.length] }),
  (root, _, choice) => (choice % 2 === 0 ? root.addUserToGroup({ GroupName: 'team', UserName: 'ann' }) : root.removeUserFromGroup({ GroupName: 'team', UserName: 'ann' })),
  (root, _, choice) => (choice % 2 === 0 ? root.putUserPermissionsBoundary({ UserName: 'ann', PermissionsBoundary: managedArn }) : root.deleteUserPermissionsBoundary({ UserName: 'ann' })),
  async (root, _, choice) => {
    const { PolicyVersion } = await root.createPolicyVersion({ PolicyArn: managedArn, PolicyDocument: documents[choice % documents.length], SetAsDefault: true })
    const { Versions = [] } = await root.listPolicyVersions({ PolicyArn: managedArn })
    const others = Versions.filter(({ VersionId }) => VersionId !== PolicyVersion?.VersionId)
    for (const { VersionId } of others) await root.deletePolicyVersion({ PolicyArn: managedArn, VersionId })
  },
  (root, _, choice) => root.tagRole({ RoleName: choice % 2 === 0 ? 'one' : 'two', Tags: [{ Key: 'team', Value: choice % 3 === 0 ? 'one' : 'two' }] }),
  (root, _, choice) => root.untagRole({ RoleName: choice % 2 === 0 ? 'one' : 'two', TagKeys: ['team'] }),
  (root, _, choice) => root.tagUser({ UserName: 'ann', Tags: [{ Key: 'team', Value: choice % 2 === 0 ? 'one' : 'two' }] }),
  (_, world, choice) => {
    const policies = { serviceControlPolicies: [[{ name: 'levels', document: documents[choice % documents.length] ?? '' }]], resourceControlPolicies: choice % 3 === 0 ? [[{ name: 'guards', document: document({ ...deny('sts:AssumeRole', conditions[choice % conditions.length]), Principal: '*' }) }]] : [] }
    const organization = { organizationId: `o-exampleorg${choice % 2}`, organizationPath: `o-exampleorg${choice % 2}/r-ab12/`, isManagementAccount: choice % 5 === 0, ...policies }
    return world.store.transaction(({ accounts }) => accounts.setOrganization(key, choice % 4 === 0 ? undefined : organization))
  },
  (_, world, choice) => world.advance(choice % 2 === 0 ? 1 : 40 * 86_400),
]

describe.each([
  ['where several processes share the database', false],
  ['where one has it to itself', true],
])('%s', (mode, isExclusive) => {
  let world: TestWorld
  let other: Database
  let asUnbound: ReturnType<typeof serve>
  let callers: TestCredentials[]
  let asRemembering: ReturnType<typeof serve>

  beforeAll(async () => {
    world = await createTestWorld({ name: `remembered ${mode}`, isExclusive })
    other = openDatabase({ url: world.database.url, schema: world.database.schema, poolSize: 4 })
    asRemembering = serve(world.dependencies, world)
    // Policies of the organization bind root, too.
    asUnbound = serve({ ...world.dependencies, enforcement: 'off' }, world)
    const { iam: root } = asUnbound(rootCredentials)
    for (const RoleName of ['one', 'two']) await root.createRole({ RoleName, AssumeRolePolicyDocument: trusts[0] })
    await root.createPolicy({ PolicyName: 'managed', PolicyDocument: documents[0] })
    await root.createGroup({ GroupName: 'team' })
    const ann = await createUser(root, 'ann')
    const { Role } = await root.getRole({ RoleName: 'one' })
    const issuedAt = Math.floor(world.clock.nowMilliseconds() / 1000)
    const always = { ...key, name: 'session', issuedAt, expiresAt: issuedAt + 1_000_000_000 }
    const ofRole = { ...always, kind: 'role' as const, principalId: Role?.RoleId ?? '' }
    callers = [
      ann,
      // What changes in the account of the roles, leaves callers of another as they are.
      await createUser(asRemembering(otherRoot).iam, 'bob'),
      await world.sealer.sealSession({ ...always, kind: 'user', mfaAt: issuedAt, principalId: ann.id }),
      await world.sealer.sealSession(ofRole),
      await world.sealer.sealSession({ ...ofRole, tags: [{ Key: 'team', Value: 'two' }], policy: document(allow('*', conditions[1])), policyArns: [managedArn] }),
      await world.sealer.sealSession({ ...always, kind: 'federated-user', principalId: ann.id, policyArns: [managedArn] }),
    ]
  })
  afterAll(async () => {
    await other.close()
    await world.close()
  })

  /** What a server that has just started depends on. */
  const newDependencies = (): PipelineDependencies => {
    const store = createStore(other, world.clock)
    const finder = new CallerFinder({ sealer: world.sealer, rootKey: { ...rootCredentials, accountId: account } })
    return { ...world.dependencies, store, finder, requestLog: new RequestLog(store, 60_000), knownAllows: new KnownAllows() }
  }

  /** The answer but for what differs each time, and why. */
  const answerOf = async (call: Promise<unknown>, { requestLog }: PipelineDependencies) => {
    const { name, message } = await call.then(() => ({ name: '', message: '' }), (error: unknown) => error as Error)
    await requestLog.flush()
    const [record] = await world.store.requestEvents.list({ limit: 1 })
    const { decision, checks } = await explainEvent(record?.event as StoredEvent, { findEvent: () => Promise.resolve(undefined), principals: world.store.trustedPrincipals })
    // The second may pass between two calls.
    return { name, message: message.replace(/Encoded .*/, ''), decision, checks: JSON.stringify(checks).replaceAll(/\d{4}-\d\d-\d\dT[\d:]+Z/g, 'a time') }
  }

  it('answers and explains alike', async () => {
    const change = fc.tuple(fc.nat(changes.length - 1), fc.nat(10_000))
    const question = fc.record({ call: fc.nat(calls.length - 1), region: fc.constantFrom('us-east-1', 'us-east-1', 'eu-west-1') })
    const ask = async (dependencies: PipelineDependencies, clients: Clients, call: number) => answerOf((calls[call] as (typeof calls)[number])(clients), dependencies)
    let allowedCount = 0
    await fc.assert(
      fc.asyncProperty(fc.nat(callers.length - 1), fc.array(question, { minLength: 4, maxLength: 4 }), fc.array(change, { minLength: 10, maxLength: 10 }), async (number, questions, allChanges) => {
          const caller = callers[number] as TestCredentials
        for (const [place, choice] of allChanges) {
          await changes[place]?.(asUnbound(rootCredentials).iam, world, choice).catch(unlessMissing)
          for (const { call, region } of questions) {
            const remembered = await ask(world.dependencies, asRemembering(caller, region), call)
            const dependencies = newDependencies()
            expect(remembered).toEqual(await ask(dependencies, serve(dependencies, world)(caller, region), call))
            if (remembered.decision === 'allowed') allowedCount += 1
          }
        }
      }),
      // Six runs are too few to leave to chance how many of their calls are allowed.
      { numRuns: 6, seed: 7, endOnFailure: true },
    )
    expect(allowedCount).toBeGreaterThan(20)
  }, 120_000)
})
