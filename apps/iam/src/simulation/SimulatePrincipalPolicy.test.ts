import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { EvaluationResult, PolicyIdentifier, SimulatePrincipalPolicyCommandInput } from '@aws-sdk/client-iam'
import { allow, createIamWorld, documentOf, type IamWorld, trustingEc2 } from '../../test/iam-world.ts'

const account = '123456789012'
const user = `arn:aws:iam::${account}:user/team/ada`
const deny = (action: string) => ({ Effect: 'Deny', Action: action, Resource: '*' })

describe('SimulatePrincipalPolicy', () => {
  let iam: IamWorld

  beforeAll(async () => {
    iam = await createIamWorld('simulate principal policy')
    const { root } = iam
    await root.createPolicy({ PolicyName: 'buckets', Path: '/shared/', PolicyDocument: documentOf(allow('s3:ListBucket')) })
    await root.createPolicy({ PolicyName: 'limit', PolicyDocument: documentOf(allow(['s3:*', 'ec2:*', 'iam:*'])) })
    await root.createUser({ UserName: 'ada', Path: '/team/' })
    await root.putUserPolicy({ UserName: 'ada', PolicyName: 'own', PolicyDocument: documentOf(allow('s3:Get*'), allow('iam:GetUser', `arn:aws:iam::${account}:user/*/\${aws:username}`)) })
    await root.createGroup({ GroupName: 'readers' })
    await root.putGroupPolicy({ GroupName: 'readers', PolicyName: 'shared', PolicyDocument: documentOf(allow('s3:*')) })
    await root.attachGroupPolicy({ GroupName: 'readers', PolicyArn: `arn:aws:iam::${account}:policy/shared/buckets` })
    await root.attachUserPolicy({ UserName: 'ada', PolicyArn: `arn:aws:iam::${account}:policy/shared/buckets` })
    await root.addUserToGroup({ GroupName: 'readers', UserName: 'ada' })
    await root.createRole({ RoleName: 'app', AssumeRolePolicyDocument: trustingEc2, PermissionsBoundary: `arn:aws:iam::${account}:policy/limit` })
    await root.putRolePolicy({ RoleName: 'app', PolicyName: 'all', PolicyDocument: documentOf(allow('*')) })
  })
  afterAll(() => iam.close())

  const simulate = async (input: Partial<SimulatePrincipalPolicyCommandInput>): Promise<EvaluationResult> => {
    const { EvaluationResults: [result] = [] } = await iam.root.simulatePrincipalPolicy({ PolicySourceArn: user, ActionNames: ['s3:GetObject'], ...input })
    if (result === undefined) throw new Error('There is no result.')
    return result
  }
  const sources = ({ MatchedStatements = [] }: EvaluationResult) => MatchedStatements.map(({ SourcePolicyId }) => SourcePolicyId)

  it('counts everything that a user has, under the names that AWS gives', async () => {
    expect(sources(await simulate({}))).toEqual(['group_readers_shared', 'user_ada_own'])
    expect(sources(await simulate({ ActionNames: ['s3:ListBucket'] }))).toEqual(['buckets', 'group_readers_shared'])
    expect(sources(await simulate({ PolicyInputList: [documentOf(allow('s3:*'))] }))).toEqual(['group_readers_shared', 'user_ada_own', 'PolicyInputList.1'])
    expect(await simulate({ PolicyInputList: [documentOf(deny('s3:*'))] })).toMatchObject({ EvalDecision: 'explicitDeny', MatchedStatements: [{ SourcePolicyId: 'PolicyInputList.1' }] })
  })

  it('counts what a group has and what a role has', async () => {
    expect(sources(await simulate({ PolicySourceArn: `arn:aws:iam::${account}:group/readers`, ActionNames: ['s3:ListBucket'] }))).toEqual(['buckets', 'group_readers_shared'])
    const role = await simulate({ PolicySourceArn: `arn:aws:iam::${account}:role/app` })
    expect(role).toMatchObject({ EvalDecision: 'allowed', MatchedStatements: [{ SourcePolicyId: 'role_app_all' }], PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true } })
  })

  it('takes another boundary in place of the attached one', async () => {
    const PolicySourceArn = `arn:aws:iam::${account}:role/app`
    const limited = { PolicySourceArn, ActionNames: ['sqs:SendMessage'] }
    expect(await simulate(limited)).toMatchObject({ EvalDecision: 'implicitDeny', PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } })
    expect(await simulate({ ...limited, PermissionsBoundaryPolicyInputList: [documentOf(allow('sqs:*'))] })).toMatchObject({ EvalDecision: 'allowed' })
  })

  it('asks as the policy source unless it is given another caller', async () => {
    const asked = { ActionNames: ['iam:GetUser'], ResourceArns: [user] }
    expect(await simulate(asked)).toMatchObject({ EvalDecision: 'allowed' })
    expect(await simulate({ ...asked, CallerArn: `arn:aws:iam::${account}:user/bob` })).toMatchObject({ EvalDecision: 'implicitDeny' })
    const grant = { ...allow('sqs:SendMessage', 'arn:aws:sqs:us-east-1:123456789012:q'), Principal: { AWS: user } }
    const queue = { ActionNames: ['sqs:SendMessage'], ResourceArns: ['arn:aws:sqs:us-east-1:123456789012:q'], ResourcePolicy: documentOf(grant) }
    expect(sources(await simulate(queue))).toEqual(['ResourcePolicy'])
    expect(await simulate({ ...queue, CallerArn: `arn:aws:iam::${account}:user/bob` })).toMatchObject({ EvalDecision: 'implicitDeny' })
    await expect(simulate({ CallerArn: 'bob' })).rejects.toMatchObject({ message: 'Invalid caller - Caller must be an IAM user, role or group in this context.' })
  })

  it('wants a caller where a resource policy is to name one and the source cannot call by itself', async () => {
    const queue = 'arn:aws:sqs:us-east-1:123456789012:q'
    const ResourcePolicy = documentOf({ ...allow('sqs:SendMessage', queue), Principal: { AWS: user } })
    for (const source of ['role/app', 'group/readers']) {
      const asked = { PolicySourceArn: `arn:aws:iam::${account}:${source}`, ActionNames: ['sqs:SendMessage'], ResourceArns: [queue], ResourcePolicy }
      await expect(simulate(asked)).rejects.toMatchObject({ name: 'InvalidInputException', message: 'Invalid caller - Caller cannot be null or empty.' })
      expect(await simulate({ ...asked, CallerArn: user })).toMatchObject({ EvalActionName: 'sqs:SendMessage' })
    }
  })

  it('leaves out policies that are excluded', async () => {
    const without = async (...PolicyExclusionList: PolicyIdentifier[]) => sources(await simulate({ ActionNames: ['s3:ListBucket'], PolicyExclusionList }))
    expect(await without({ PolicyType: 'inline' })).toEqual(['buckets'])
    expect(await without({ PolicyType: 'user-managed' })).toEqual(['group_readers_shared'])
    expect(await without({ PolicyType: 'aws-managed' }, { PolicyType: 'rcp' })).toEqual(['buckets', 'group_readers_shared'])
    expect(await without({ PolicyArn: `arn:aws:iam::${account}:policy/bucket?` })).toEqual(['group_readers_shared'])
    expect(await without({ PolicyArn: `arn:aws:iam::${account}:policy/shared/*` })).toEqual(['group_readers_shared'])
    expect(await without({ InlinePolicyIdentifier: { PolicyName: 'shared', AttachmentType: 'group', AttachmentName: 'read*' } })).toEqual(['buckets'])
    expect(await without({ InlinePolicyIdentifier: { PolicyName: 'shared', AttachmentType: 'user', AttachmentName: 'read*' } })).toEqual(['buckets', 'group_readers_shared'])
    const PolicySourceArn = `arn:aws:iam::${account}:role/app`
    const unbound = await simulate({ PolicySourceArn, ActionNames: ['sqs:SendMessage'], PolicyExclusionList: [{ PolicyType: 'permission-boundary' }] })
    expect(unbound).toMatchObject({ EvalDecision: 'allowed' })
    expect(unbound).not.toHaveProperty('PermissionsBoundaryDecisionDetail')
    await expect(without({ PolicyArn: 'arn:aws:s3:::b' })).rejects.toMatchObject({ name: 'InvalidInputException', message: 'ARN arn:aws:s3:::b is not valid.' })
    await expect(without({ PolicyArn: `arn:aws:iam::${account}:policy/*a*` })).rejects.toMatchObject({ message: "A policy exclusion selector permits at most one '*' wildcard." })
    await expect(without({ PolicyType: 'inline', PolicyArn: `arn:aws:iam::${account}:policy/a` } as never)).rejects.toMatchObject({
      message: 'A policy identifier must specify exactly one of PolicyType, PolicyArn, or InlinePolicyIdentifier.',
    })
  })

  it('refuses sources that it has not', async () => {
    const of = (PolicySourceArn: string) => simulate({ PolicySourceArn })
    await expect(of(`arn:aws:iam::${account}:user/nobody`)).rejects.toMatchObject({ name: 'NoSuchEntityException', message: 'The user with name nobody cannot be found.', $metadata: { httpStatusCode: 404 } })
    await expect(of(`arn:aws:sts::${account}:assumed-role/app/s`)).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: `Invalid Entity Arn: arn:aws:sts::${account}:assumed-role/app/s does not clearly define entity type and name.`,
    })
    await expect(of('arn:aws:iam::210987654321:user/ada')).rejects.toMatchObject({
      message: `Invalid Policy Source Arn: caller's account ${account} does not have access to policies in account 210987654321`,
    })
  })

  it('is allowed on the source, which denials spell by its ARN', async () => {
    const auditor = await iam.user('auditor', allow('iam:SimulatePrincipalPolicy', `arn:aws:iam::${account}:user/team/*`))
    const ask = (PolicySourceArn: string) => auditor.simulatePrincipalPolicy({ PolicySourceArn, ActionNames: ['s3:GetObject'] })
    await expect(ask(`arn:aws:iam::${account}:user/ada`)).resolves.toMatchObject({ EvaluationResults: [{ EvalDecision: 'allowed' }] })
    await expect(ask(`arn:aws:iam::${account}:role/app`)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::${account}:user/auditor is not authorized to perform: iam:SimulatePrincipalPolicy on resource: arn:aws:iam::${account}:role/app because no identity-based policy allows the iam:SimulatePrincipalPolicy action`,
    })
  })

  it('fails on a stored policy that is none, which denies everything in enforcement', async () => {
    await iam.root.createUser({ UserName: 'broken' })
    await iam.root.putUserPolicy({ UserName: 'broken', PolicyName: 'p', PolicyDocument: documentOf(allow('*')) })
    await iam.database.pool.query("UPDATE iam_inline_policies SET document = '{' WHERE entity_id = (SELECT id FROM iam_users WHERE name = 'broken')")
    await expect(simulate({ PolicySourceArn: `arn:aws:iam::${account}:user/broken` })).rejects.toMatchObject({
      name: 'PolicyEvaluationException',
      message: 'The policy p cannot be evaluated.',
      $metadata: { httpStatusCode: 500 },
    })
  })
})
