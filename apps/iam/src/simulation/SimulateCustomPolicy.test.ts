import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { SimulateCustomPolicyCommandInput, SimulatePolicyResponse } from '@aws-sdk/client-iam'
import { allow, createIamWorld, documentOf, type IamWorld } from '../../test/iam-world.ts'

const object = 'arn:aws:s3:::shelf/book'
const other = 'arn:aws:s3:::shelf/diary'
const deny = (action: string, resource = '*') => ({ Effect: 'Deny', Action: action, Resource: resource })

describe('SimulateCustomPolicy', () => {
  let iam: IamWorld
  let simulate: (input: Partial<SimulateCustomPolicyCommandInput>) => Promise<SimulatePolicyResponse>

  beforeAll(async () => {
    iam = await createIamWorld('simulate custom policy')
    const analyst = await iam.user('analyst', allow('iam:SimulateCustomPolicy'))
    simulate = (input) => analyst.simulateCustomPolicy({ PolicyInputList: [documentOf(allow('s3:Get*'))], ActionNames: ['s3:GetObject'], ...input })
  })
  afterAll(() => iam.close())

  const refused = (input: Partial<SimulateCustomPolicyCommandInput>, message: string) =>
    expect(simulate(input)).rejects.toMatchObject({ name: 'InvalidInputException', message, $metadata: { httpStatusCode: 400 } })

  it('answers for all resources without naming any', async () => {
    await expect(simulate({ ActionNames: ['s3:GetObject', 's3:PutObject'] })).resolves.toMatchObject({
      EvaluationResults: [
        {
          EvalActionName: 's3:GetObject',
          EvalResourceName: '*',
          EvalDecision: 'allowed',
          MatchedStatements: [
            {
              SourcePolicyId: 'PolicyInputList.1',
              SourcePolicyType: 'IAM Policy',
              StartPosition: { Line: 1, Column: 38 },
              EndPosition: { Line: 1, Column: 90 },
            },
          ],
          MissingContextValues: [],
        },
        { EvalActionName: 's3:PutObject', EvalResourceName: '*', EvalDecision: 'implicitDeny', MatchedStatements: [], MissingContextValues: [] },
      ],
      IsTruncated: false,
    })
    const { EvaluationResults: [result] = [] } = await simulate({})
    for (const member of ['EvalDecisionDetails', 'ResourceSpecificResults', 'OrganizationsDecisionDetail', 'PermissionsBoundaryDecisionDetail']) {
      expect(result).not.toHaveProperty(member)
    }
  })

  it('answers one result an action with a part for each resource, the strictest decision above', async () => {
    const PolicyInputList = [documentOf(allow('s3:*'), deny('s3:*', other))]
    const { EvaluationResults } = await simulate({ PolicyInputList, ResourceArns: [object, other] })
    const matched = { SourcePolicyId: 'PolicyInputList.1', SourcePolicyType: 'IAM Policy' }
    const denied = { ...matched, StartPosition: { Line: 1, Column: 87 }, EndPosition: { Line: 1, Column: 159 } }
    expect(EvaluationResults).toEqual([
      {
        EvalActionName: 's3:GetObject',
        EvalResourceName: 'arn:aws:s3:::${BucketName}/${KeyName}',
        EvalDecision: 'explicitDeny',
        MatchedStatements: [denied],
        MissingContextValues: [],
        EvalDecisionDetails: {},
        ResourceSpecificResults: [
          {
            EvalResourceName: object,
            EvalResourceDecision: 'allowed',
            MatchedStatements: [{ ...matched, StartPosition: { Line: 1, Column: 38 }, EndPosition: { Line: 1, Column: 87 } }],
            MissingContextValues: [],
          },
          { EvalResourceName: other, EvalResourceDecision: 'explicitDeny', MatchedStatements: [denied], MissingContextValues: [] },
        ],
      },
    ])
  })

  it('names several resources by the template of the service, as far as it knows it', async () => {
    const nameOf = async (action: string, ...ResourceArns: string[]) => (await simulate({ ActionNames: [action], ResourceArns })).EvaluationResults?.[0]?.EvalResourceName
    const roles = ['arn:aws:iam::123456789012:role/one', 'arn:aws:iam::123456789012:role/two']
    expect(await nameOf('s3:ListBucket', 'arn:aws:s3:::shelf', 'arn:aws:s3:::attic')).toBe('arn:aws:s3:::${BucketName}/${KeyName}')
    expect(await nameOf('iam:PassRole', ...roles)).toBe('arn:aws:iam::${Account}:${ResourceType}/${ResourceName}')
    expect(await nameOf('EC2:RunInstances', ...roles)).toBe('arn:aws:ec2:${Region}:${Account}:${ResourceType}/${ResourcePath}')
    expect(await nameOf('iam:PassRole', 'arn:aws-cn:iam::123456789012:role/one', ...roles)).toBe('arn:aws-cn:iam::${Account}:${ResourceType}/${ResourceName}')
    expect(await nameOf('unknown:Action', ...roles)).toBeUndefined()
    expect(await nameOf('iam:PassRole', 'arn:aws:iam::123456789012:role/one')).toBe('arn:aws:iam::123456789012:role/one')
  })

  it('asks about lists of IAM as enforcement does when no resource is named', async () => {
    const asked = { PolicyInputList: [documentOf(allow('iam:List*', 'arn:aws:iam::123456789012:user/*'))], ActionNames: ['iam:ListUsers', 'iam:ListRoles', 'iam:ListAccountAliases'] }
    await expect(simulate(asked)).resolves.toMatchObject({
      EvaluationResults: [
        { EvalResourceName: 'arn:aws:iam::123456789012:user/', EvalDecision: 'allowed' },
        { EvalResourceName: 'arn:aws:iam::123456789012:role/', EvalDecision: 'implicitDeny' },
        { EvalResourceName: '*', EvalDecision: 'implicitDeny' },
      ],
    })
    await expect(simulate({ ...asked, ResourceArns: ['*'] })).resolves.toEqual(expect.objectContaining({ EvaluationResults: (await simulate(asked)).EvaluationResults }))
  })

  it('lists missing keys, beside the resource when one is named', async () => {
    const PolicyInputList = [documentOf({ ...allow('s3:*'), Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })]
    await expect(simulate({ PolicyInputList })).resolves.toMatchObject({ EvaluationResults: [{ EvalDecision: 'implicitDeny', MissingContextValues: ['aws:SourceIp'] }] })
    await expect(simulate({ PolicyInputList, ResourceArns: [object] })).resolves.toMatchObject({
      EvaluationResults: [{ EvalResourceName: object, ResourceSpecificResults: [{ MissingContextValues: ['aws:SourceIp'] }] }],
    })
    const ContextEntries = [{ ContextKeyName: 'AWS:SourceIp', ContextKeyType: 'ip' as const, ContextKeyValues: ['10.1.2.3'] }]
    await expect(simulate({ PolicyInputList, ContextEntries })).resolves.toMatchObject({ EvaluationResults: [{ EvalDecision: 'allowed', MissingContextValues: [] }] })
  })

  it.each([
    ['string', ['a'], { StringEquals: { 'test:key': 'a' } }],
    ['stringList', ['a', 'b'], { 'ForAnyValue:StringEquals': { 'test:key': 'b' } }],
    ['numeric', ['3.5'], { NumericLessThan: { 'test:key': '4' } }],
    ['numericList', ['3', '5'], { 'ForAnyValue:NumericEquals': { 'test:key': '5' } }],
    ['boolean', ['true'], { Bool: { 'test:key': 'true' } }],
    ['booleanList', ['true', 'false'], { 'ForAnyValue:Bool': { 'test:key': 'false' } }],
    ['ip', ['203.0.113.7'], { IpAddress: { 'test:key': '203.0.113.0/24' } }],
    ['ipList', ['203.0.113.7', '2001:db8::1'], { 'ForAnyValue:IpAddress': { 'test:key': '2001:db8::/32' } }],
    ['binary', ['QmluYXJ5'], { BinaryEquals: { 'test:key': 'QmluYXJ5' } }],
    ['binaryList', ['QmluYXJ5'], { 'ForAnyValue:BinaryEquals': { 'test:key': 'QmluYXJ5' } }],
    ['date', ['2026-05-05T00:00:00Z'], { DateLessThan: { 'test:key': '2027-01-01' } }],
    ['dateList', ['2026-05-05T00:00:00Z'], { 'ForAnyValue:DateLessThan': { 'test:key': '2027-01-01' } }],
  ] as const)('takes context of type %s', async (ContextKeyType, values, Condition) => {
    const PolicyInputList = [documentOf({ ...allow('s3:*'), Condition })]
    const ContextEntries = [{ ContextKeyName: 'test:key', ContextKeyType, ContextKeyValues: [...values] }]
    await expect(simulate({ PolicyInputList })).resolves.toMatchObject({ EvaluationResults: [{ EvalDecision: 'implicitDeny' }] })
    await expect(simulate({ PolicyInputList, ContextEntries })).resolves.toMatchObject({ EvaluationResults: [{ EvalDecision: 'allowed' }] })
  })

  it('refuses context that it cannot read', async () => {
    const entry = (ContextKeyType: 'numeric' | 'date' | 'ip' | 'binary' | 'string', ...ContextKeyValues: string[]) => ({ ContextEntries: [{ ContextKeyName: 'test:key', ContextKeyType, ContextKeyValues }] })
    await refused(entry('numeric', '12abc'), 'Invalid context value for key test:key: expected numeric format.')
    await refused(entry('date', 'soon'), 'Invalid context value for key test:key: expected DateTime format.')
    await refused(entry('ip', '1.2.3.400'), 'Invalid context value for key test:key: expected IP address.')
    await refused(entry('binary', '!'), 'Invalid context value for key test:key: expected base-64 encoded binary format.')
    await refused(entry('string', 'a', 'b'), 'Context key string expected a single value, but received 2.')
    await refused(entry('string'), 'Context values for context key test:key cannot be null or empty.')
    await refused({ ContextEntries: [{ ContextKeyName: 'test:key', ContextKeyValues: ['a'] }] }, 'Context key test:key has invalid type null.')
    await refused({ ContextEntries: [{ ContextKeyType: 'string', ContextKeyValues: ['a'] }] }, 'ContextKeyName cannot be null or empty.')
    const one = { ContextKeyType: 'string' as const, ContextKeyValues: ['a'] }
    await refused({ ContextEntries: [{ ...one, ContextKeyName: 'test:key' }, { ...one, ContextKeyName: 'test:KEY' }] }, 'Duplicate context key: test:KEY.')
  })

  it('holds a boundary against it', async () => {
    const PermissionsBoundaryPolicyInputList = [documentOf(allow('ec2:*'))]
    await expect(simulate({ PermissionsBoundaryPolicyInputList, ActionNames: ['s3:GetObject', 'ec2:RunInstances'] })).resolves.toMatchObject({
      EvaluationResults: [
        { EvalDecision: 'implicitDeny', PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } },
        { EvalDecision: 'implicitDeny', PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true } },
      ],
    })
    await expect(simulate({ PermissionsBoundaryPolicyInputList: [documentOf(deny('s3:*'))] })).resolves.toMatchObject({
      EvaluationResults: [
        {
          EvalDecision: 'explicitDeny',
          MatchedStatements: [{ SourcePolicyId: 'PermissionsBoundaryPolicyInputList.1', SourcePolicyType: 'Permissions Boundary Policy' }],
        },
      ],
    })
    await refused({ PermissionsBoundaryPolicyInputList: [documentOf(), documentOf()] }, 'The list of Permissions Boundary policies cannot exceed 1 items.')
  })

  it('holds the levels of an organization against it and explains nothing that they forbid', async () => {
    const level = (...documents: string[]) => ({ ServiceControlPolicyInputList: documents })
    const all = documentOf(allow('*'))
    await expect(simulate({ OrderedOrganizationPolicyInputList: [level(all), level(documentOf(allow('ec2:*')), all)] })).resolves.toMatchObject({
      EvaluationResults: [{ EvalDecision: 'allowed', OrganizationsDecisionDetail: { AllowedByOrganizations: true } }],
    })
    const { EvaluationResults: [forbidden] = [] } = await simulate({ OrderedOrganizationPolicyInputList: [level(all), level(documentOf(allow('ec2:*')))], ResourceArns: [object] })
    expect(forbidden).toMatchObject({ EvalDecision: 'implicitDeny', MatchedStatements: [], OrganizationsDecisionDetail: { AllowedByOrganizations: false } })
    expect(forbidden).not.toHaveProperty('EvalDecisionDetails')
    await refused({ OrderedOrganizationPolicyInputList: [level(all), level()] }, 'Organization policy at index 2 must contain at least one service control policy')
  })

  it('takes a resource policy for a caller', async () => {
    const CallerArn = 'arn:aws:iam::123456789012:user/reader'
    const grant = (principal: string) => documentOf({ ...allow('s3:PutObject', 'arn:aws:s3:::shelf/*'), Principal: { AWS: principal } })
    const asked = { CallerArn, ActionNames: ['s3:PutObject'], ResourceArns: [object], ResourcePolicy: grant(CallerArn) }
    await expect(simulate(asked)).resolves.toMatchObject({
      EvaluationResults: [{ EvalDecision: 'allowed', MatchedStatements: [{ SourcePolicyId: 'ResourcePolicy', SourcePolicyType: 'Resource Policy' }], EvalDecisionDetails: {} }],
    })
    await expect(simulate({ ...asked, ResourcePolicy: grant('arn:aws:iam::123456789012:user/writer') })).resolves.toMatchObject({ EvaluationResults: [{ EvalDecision: 'implicitDeny' }] })
    const byKind = { 'IAM Policy': 'implicitDeny', 'Resource Policy': 'allowed' }
    await expect(simulate({ ...asked, ResourceOwner: 'arn:aws:iam::210987654321:root' })).resolves.toMatchObject({
      EvaluationResults: [{ EvalDecision: 'implicitDeny', EvalDecisionDetails: byKind, ResourceSpecificResults: [{ EvalDecisionDetails: byKind }] }],
    })
    await refused({ ...asked, CallerArn: undefined }, 'Invalid caller - Caller cannot be null or empty.')
    await refused({ ...asked, CallerArn: 'arn:aws:sts::123456789012:assumed-role/r/s' }, 'Invalid caller - Caller must be an IAM user, role or group in this context.')
    await refused({ ...asked, ResourceArns: ['*'] }, 'Invalid Entity Arn: * does not clearly define entity type and name.')
    await refused({ ...asked, ResourcePolicy: documentOf({ ...allow('s3:*'), Principal: '*' }) }, 'ResourceNames are not in a valid ARN format: *.')
    for (const ResourcePolicy of ['{', documentOf(allow('s3:*', object)), documentOf({ ...allow('PutObject', object), Principal: '*' })]) {
      await refused({ ...asked, ResourcePolicy }, 'The resource policy has invalid content')
    }
    await refused({ ...asked, ResourceOwner: '210987654321' }, "'210987654321' is not a valid as a Resource Owner.")
  })

  it('demands what a scenario of EC2 launches', async () => {
    const ec2 = (type: string, account = '123456789012') => `arn:aws:ec2:us-east-1:${account}:${type}/x`
    const launch = { ActionNames: ['ec2:RunInstances'], PolicyInputList: [documentOf(allow('ec2:*'))], ResourceHandlingOption: 'EC2-VPC-EBS' }
    const ResourceArns = [...['instance', 'security-group', 'network-interface', 'volume'].map((type) => ec2(type)), ec2('image', '')]
    const { EvaluationResults: [result] = [] } = await simulate({ ...launch, ResourceArns })
    expect(result).toMatchObject({ EvalDecision: 'allowed' })
    expect(result?.ResourceSpecificResults?.map(({ EvalResourceName: name }) => name)).toEqual(ResourceArns)
    expect(result?.EvalResourceName).toBe('arn:aws:ec2:${Region}:${Account}:${ResourceType}/${ResourcePath}')
    await refused({ ...launch, ResourceArns: ResourceArns.slice(0, 3) }, 'Invalid input resource handling options. EC2-VPC-EBS requires resources of these types: image, volume.')
    await refused({ ...launch, ResourceArns, ActionNames: ['ec2:RunInstances', 'ec2:StopInstances'] }, 'Invalid input resource handling options. Action does not support resource handling options: ec2:StopInstances.')
    await refused({ ...launch, ResourceArns, ResourceHandlingOption: 'constructor' }, 'Invalid input resource handling options. Action does not support resource handling options: ec2:RunInstances.')
  })

  it('pages by actions', async () => {
    const ActionNames = ['s3:GetObject', 's3:PutObject', 's3:GetObject']
    const first = await simulate({ ActionNames, MaxItems: 2 })
    expect(first.EvaluationResults?.map(({ EvalActionName: name }) => name)).toEqual(ActionNames.slice(0, 2))
    expect(first.IsTruncated).toBe(true)
    const second = await simulate({ ActionNames, MaxItems: 2, Marker: first.Marker })
    expect(second).toMatchObject({ EvaluationResults: [{ EvalActionName: 's3:GetObject', EvalDecision: 'allowed' }], IsTruncated: false })
    expect(second.Marker).toBeUndefined()
  })

  it('refuses what it cannot simulate', async () => {
    await refused({ ActionNames: ['GetObject'] }, 'The action is invalid since it is missing names')
    await refused({ ResourceArns: ['shelf'] }, 'ResourceNames are not in a valid ARN format: shelf.')
    await refused({ ResourceArns: [object, '*'] }, 'ResourceNames are not in a valid ARN format: *.')
    await refused({ PolicyInputList: [documentOf(allow('s3:*')), '{"Statement":[]}'] }, 'Policy input list item 2 has invalid content')
  })
})
