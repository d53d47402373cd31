import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { contextKeysOf, evaluate, parsePolicy, type Principal, simulate, type Simulation, type SourcePolicy } from '../index.ts'

const account = '123456789012'
const arn = `arn:aws:iam::${account}:user/u`
const principal: Principal = { kind: 'user', account, arn, principalArn: arn, uniqueId: 'AIDAAAAAAAAAAAAAAAAAA' }

const source = (name: string, ...statements: object[]): SourcePolicy => {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements })
  return { name, type: 'inline', document, policy: parsePolicy(document) }
}

const allow = (Action: string, more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more })
const deny = (Action: string, more: object = {}) => ({ Effect: 'Deny', Action, Resource: '*', ...more })
const question = { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', resourceAccount: account }
const base: Simulation = { principal, context: [], identity: [] }
const places = (simulation: Simulation, asked = question) => simulate(simulation, asked).matched.map(({ kind, source: { name }, index }) => [kind, name, index])

describe('a simulation', () => {
  it('names every statement that allows', () => {
    const identity = [source('one', allow('s3:Get*'), allow('ec2:*')), source('two', deny('ec2:*'), allow('*'))]
    expect(places({ ...base, identity })).toEqual([
      ['identity', 'one', 0],
      ['identity', 'two', 1],
    ])
  })

  it('names only what denies when something does, the boundary too', () => {
    const simulation = { ...base, identity: [source('one', allow('*'), deny('s3:*'))], boundary: source('limit', deny('s3:Get*'), allow('*')) }
    expect(places(simulation)).toEqual([
      ['identity', 'one', 1],
      ['boundary', 'limit', 0],
    ])
    expect(simulate(simulation, question)).toMatchObject({ decision: 'explicitDeny', isAllowedByBoundary: false })
  })

  it('says what a boundary allows whatever identity policies say', () => {
    expect(simulate({ ...base, boundary: source('limit', allow('s3:*')) }, question)).toMatchObject({ decision: 'implicitDeny', isAllowedByBoundary: true, matched: [] })
    expect(simulate({ ...base, identity: [source('one', allow('*'))], boundary: source('limit', allow('ec2:*')) }, question)).toMatchObject({
      decision: 'implicitDeny',
      isAllowedByBoundary: false,
    })
  })

  it('explains nothing that an organization forbids', () => {
    const identity = [source('one', allow('*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))]
    expect(simulate({ ...base, identity, serviceControl: [[source('scp', allow('ec2:*'))]] }, question)).toMatchObject({
      decision: 'implicitDeny',
      isAllowedByOrganization: false,
      matched: [],
      missing: [],
    })
    expect(simulate({ ...base, identity, serviceControl: [[source('scp', allow('*'))]] }, question)).toMatchObject({ isAllowedByOrganization: true })
  })

  it('tells what each kind says of the resource of another account', () => {
    const resource = source('ResourcePolicy', { ...allow('s3:*'), Principal: { AWS: arn } })
    const other = { ...question, resourceAccount: '210987654321' }
    expect(simulate({ ...base, resource }, other)).toMatchObject({ decision: 'implicitDeny', byKind: { identity: 'implicitDeny', resource: 'allowed' } })
    const both = { ...base, resource, identity: [source('one', allow('*'))], boundary: source('limit', allow('*')) }
    expect(simulate(both, other)).toMatchObject({ decision: 'allowed', byKind: { identity: 'allowed', resource: 'allowed', boundary: 'allowed' } })
    expect(simulate({ ...base, resource }, question)).toMatchObject({ decision: 'allowed', byKind: undefined })
  })

  it('leaves out the boundary of service-linked roles, so Deny with NotPrincipal spares those that it lists', () => {
    const roleArn = `arn:aws:iam::${account}:role/aws-service-role/ec2.amazonaws.com/r`
    const session = `arn:aws:sts::${account}:assumed-role/r/s`
    const caller: Principal = { kind: 'role-session', account, arn: session, principalArn: roleArn, roleArn, uniqueId: 'AROAAAAAAAAAAAAAAAAAA:s' }
    const listed = { NotPrincipal: { AWS: [account, roleArn, session] } }
    const resource = source('ResourcePolicy', { ...deny('s3:*'), Principal: '*' }, { ...deny('s3:*'), ...listed })
    const boundary = source('limit', allow('*'))
    expect(places({ ...base, principal: caller, boundary, resource })).toEqual([['resource', 'ResourcePolicy', 0]])
    const user = { ...base, boundary, resource: source('ResourcePolicy', { ...deny('s3:*'), NotPrincipal: { AWS: [account, arn] } }) }
    expect(places(user)).toEqual([['resource', 'ResourcePolicy', 0]])
    expect(places({ ...user, boundary: undefined })).toEqual([])
  })

  it('lists keys that nobody gave, once, as they are spelled first', () => {
    const identity = [
      source('one', allow('s3:*', { Condition: { StringEquals: { 'aws:PrincipalTag/Team': '${aws:ResourceTag/Team}', 'AWS:SecureTransport': 'true' } } })),
      source('two', { ...allow('ec2:*'), Resource: ["arn:aws:s3:::${aws:username, 'x'}/${*}"], Condition: { Null: { 'aws:principaltag/team': 'true' } } }),
    ]
    expect(simulate({ ...base, identity, context: [{ 'aws:securetransport': 'true' }] }, question).missing).toEqual([
      'aws:PrincipalTag/Team',
      'aws:ResourceTag/Team',
      'aws:username',
    ])
  })

  it('decides as the engine, and what it names is what applies', () => {
    const statement = fc.record({
      Effect: fc.constantFrom('Allow', 'Deny'),
      Action: fc.constantFrom('s3:GetObject', 's3:*', 'ec2:*', '*'),
      Resource: fc.constantFrom('*', 'arn:aws:s3:::b/*', 'arn:aws:s3:::c/*', 'arn:aws:s3:::b/${aws:username}'),
      Condition: fc.constantFrom({}, { Bool: { 'aws:SecureTransport': 'true' } }, { StringNotEquals: { 'aws:username': 'u' } }),
    })
    const document = fc.array(statement, { minLength: 1, maxLength: 3 }).map((statements) => source('p', ...statements))
    const context = fc.constantFrom({}, { 'aws:username': 'u' }, { 'aws:username': 'k', 'aws:SecureTransport': 'true' })
    fc.assert(
      fc.property(fc.array(document, { maxLength: 3 }), fc.option(document, { nil: undefined }), context, (identity, boundary, keys) => {
        const simulated = simulate({ ...base, identity, boundary, context: [keys] }, question)
        const decided = evaluate({ ...question, principal, context: [keys], policies: { identity, ...(boundary === undefined ? {} : { boundary }) } })
        expect(simulated.decision).toBe(decided.kind)
        const effect = simulated.decision === 'allowed' ? 'Allow' : 'Deny'
        expect(simulated.matched.every(({ source: { policy }, index }) => policy.statements[index]?.effect === effect)).toBe(true)
        expect(simulated.matched.length > 0).toBe(simulated.decision !== 'implicitDeny')
      }),
    )
  })
})

describe('the context keys of a document', () => {
  it('are those of conditions only where the version knows no variables', () => {
    expect(contextKeysOf('{"Statement":{"Resource":"${aws:username}","Condition":{"Bool":{"aws:MultiFactorAuthPresent":["true"]}}}}')).toEqual(['aws:MultiFactorAuthPresent'])
  })
})
