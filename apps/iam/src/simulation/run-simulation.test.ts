import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ContextEntry, IAM } from '@aws-sdk/client-iam'
import fc from 'fast-check'
import { allow, createIamWorld, documentOf, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

const account = '123456789012'
const arnOf = (resource: string) => `arn:aws:iam::${account}:${resource}`

interface Call {
  action: string
  resource: string
  context: ContextEntry[]
  make(client: IAM): Promise<unknown>
}

const entry = (ContextKeyName: string, value: string): ContextEntry => ({ ContextKeyName, ContextKeyType: 'string', ContextKeyValues: [value] })

const tags = [entry('aws:ResourceTag/team', 'red'), entry('iam:ResourceTag/team', 'red')]

// Each with the keys that its resource brings.
const calls: Call[] = [
  { action: 'iam:GetUser', resource: arnOf('user/team/user'), context: tags, make: (client) => client.getUser({ UserName: 'user' }) },
  { action: 'iam:GetRole', resource: arnOf('role/role'), context: tags, make: (client) => client.getRole({ RoleName: 'role' }) },
  { action: 'iam:GetGroup', resource: arnOf('group/group'), context: [], make: (client) => client.getGroup({ GroupName: 'group' }) },
  { action: 'iam:GetGroup', resource: arnOf('group/nobody'), context: [], make: (client) => client.getGroup({ GroupName: 'nobody' }) },
  { action: 'iam:GetAccountSummary', resource: '*', context: [], make: (client) => client.getAccountSummary({}) },
  { action: 'iam:ListUsers', resource: arnOf('user/'), context: [], make: (client) => client.listUsers({}) },
]

const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Allow', 'Allow', 'Deny'),
  Action: fc.constantFrom('*', 'iam:*', 'iam:Get*', 'iam:GetUser', ['iam:ListUsers', 'iam:GetRole'], 'ec2:*'),
  Resource: fc.constantFrom('*', arnOf('*'), arnOf('role/*'), [arnOf('user/team/*'), arnOf('group/g*')], arnOf('user/team/${aws:username}'), arnOf('${aws:PrincipalTag/team}/*')),
  Condition: fc.constantFrom<object>(
    {},
    {},
    { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
    { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
    { StringNotEquals: { 'aws:username': 'user' } },
    { ArnLike: { 'aws:PrincipalArn': arnOf('role/*') } },
    { Null: { 'iam:ResourceTag/team': 'true' } },
  ),
})

const documents = fc.array(statement, { minLength: 1, maxLength: 3 }).map((statements) => documentOf(...statements))

describe('a simulation of a principal', () => {
  let iam: IamWorld
  let principals: { kind: 'user' | 'role'; name: string; arn: string; client: IAM }[]

  beforeAll(async () => {
    iam = await createIamWorld('run simulation')
    const { root } = iam
    const Tags = [{ Key: 'team', Value: 'red' }]
    await root.createUser({ UserName: 'user', Path: '/team/', Tags })
    const { AccessKey } = await root.createAccessKey({ UserName: 'user' })
    const { Role } = await root.createRole({ RoleName: 'role', AssumeRolePolicyDocument: trustingEc2, Tags })
    await root.createGroup({ GroupName: 'group' })
    await root.addUserToGroup({ GroupName: 'group', UserName: 'user' })
    await root.createPolicy({ PolicyName: 'managed', PolicyDocument: documentOf(allow('ec2:*')) })
    await root.attachGroupPolicy({ GroupName: 'group', PolicyArn: arnOf('policy/managed') })
    await root.attachRolePolicy({ RoleName: 'role', PolicyArn: arnOf('policy/managed') })
    const issuedAt = Math.floor(iam.clock.nowMilliseconds() / 1000)
    const session = { kind: 'role' as const, principalId: Role?.RoleId ?? '', name: 's', partition: 'aws', account, issuedAt, expiresAt: issuedAt + 900 }
    principals = [
      { kind: 'user', name: 'user', arn: arnOf('user/team/user'), client: iam.as({ accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' }) },
      { kind: 'role', name: 'role', arn: arnOf('role/role'), client: iam.as(await iam.sealer.sealSession(session)) },
    ]
  })
  afterAll(() => iam.close())

  const isAllowed = (call: Promise<unknown>): Promise<boolean> =>
    call.then(
      () => true,
      (error: Error) => {
        // A thing that does not exist is refused only to those who may ask.
        if (error.name !== 'AccessDenied' && error.name !== 'NoSuchEntityException') throw error
        return error.name !== 'AccessDenied'
      },
    )

  const isSimulatedAllowed = async (PolicySourceArn: string, { action, resource, context }: Call): Promise<boolean> => {
    const ContextEntries = [entry('aws:RequestedRegion', 'us-east-1'), entry('aws:PrincipalTag/team', 'red'), ...context]
    const { EvaluationResults: [result] = [] } = await iam.root.simulatePrincipalPolicy({ PolicySourceArn, ActionNames: [action], ResourceArns: [resource], ContextEntries })
    return result?.EvalDecision === 'allowed'
  }

  const hold = async (policies: { inline: string; ofGroup: string; managed: string; boundary: string | undefined }): Promise<void> => {
    const { root } = iam
    await root.putUserPolicy({ UserName: 'user', PolicyName: 'inline', PolicyDocument: policies.inline })
    await root.putRolePolicy({ RoleName: 'role', PolicyName: 'inline', PolicyDocument: policies.inline })
    await root.putGroupPolicy({ GroupName: 'group', PolicyName: 'inline', PolicyDocument: policies.ofGroup })
    const PolicyArn = arnOf('policy/managed')
    const { PolicyVersion } = await root.createPolicyVersion({ PolicyArn, PolicyDocument: policies.managed, SetAsDefault: true })
    const { Versions = [] } = await root.listPolicyVersions({ PolicyArn })
    for (const { VersionId } of Versions) if (VersionId !== PolicyVersion?.VersionId) await root.deletePolicyVersion({ PolicyArn, VersionId })
    if (policies.boundary === undefined) {
      await root.deleteUserPermissionsBoundary({ UserName: 'user' }).catch(() => undefined)
      await root.deleteRolePermissionsBoundary({ RoleName: 'role' }).catch(() => undefined)
      return
    }
    const name = `boundary-${iam.ids.uuid()}`
    await root.createPolicy({ PolicyName: name, PolicyDocument: policies.boundary })
    await root.putUserPermissionsBoundary({ UserName: 'user', PermissionsBoundary: arnOf(`policy/${name}`) })
    await root.putRolePermissionsBoundary({ RoleName: 'role', PermissionsBoundary: arnOf(`policy/${name}`) })
  }

  it('decides what enforcement decides about the real call', async () => {
    const policies = fc.record({ inline: documents, ofGroup: documents, managed: documents, boundary: fc.option(documents, { nil: undefined, freq: 1 }) })
    let allowed = 0
    let asked = 0
    await fc.assert(
      fc.asyncProperty(policies, async (set) => {
        await hold(set)
        for (const { arn, client } of principals) {
          for (const call of calls) {
            const real = await isAllowed(call.make(client))
            asked += 1
            if (real) allowed += 1
            expect([arn, call.action, call.resource, await isSimulatedAllowed(arn, call)]).toEqual([arn, call.action, call.resource, real])
          }
        }
      }),
      { numRuns: 25, seed: 14 },
    )
    // Both answers occurred, or nothing was shown.
    expect(allowed).toBeGreaterThan(asked / 10)
    expect(allowed).toBeLessThan(asked)
  })
})
