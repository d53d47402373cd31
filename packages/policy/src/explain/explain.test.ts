import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { compileSet } from '../../test/compile-set.ts'
import { policySets, requests } from '../../test/random-policies.ts'
import type { RawPolicy, RawRequest } from '../../test/reference-evaluator.ts'
import { type AuthorizationRequest, evaluate, explain, type NamedPolicy, parsePolicy, type PolicyKind, type PolicySet } from '../index.ts'

const account = '111122223333'
const user = { kind: 'user' as const, account, arn: `arn:aws:iam::${account}:user/ann`, principalArn: `arn:aws:iam::${account}:user/ann`, uniqueId: 'AIDAAAAAAAAAAAAAAAAAA' }
const bucket = 'arn:aws:s3:::reports'

const named = (name: string, ...Statement: object[]): NamedPolicy => ({
  name,
  type: 'inline',
  attachedTo: user.arn,
  policy: parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement })),
})

const asking = (policies: PolicySet, more: Partial<AuthorizationRequest> = {}): AuthorizationRequest => ({
  principal: user,
  action: 's3:ListBucket',
  resource: bucket,
  resourceAccount: account,
  context: [{ 'aws:username': 'ann', 'aws:SourceIp': '10.1.2.3', 'aws:TagKeys': ['a', 'b'] }],
  policies,
  ...more,
})

const explained = (request: AuthorizationRequest) => explain(request, evaluate(request))

describe('the explanation of a decision', () => {
  it('shows each policy that was looked at, the statement and what it lacked', () => {
    const identity = [
      named('office', { Sid: 'FromOffice', Effect: 'Allow', Action: 's3:List*', Resource: `${bucket}`, Condition: { IpAddress: { 'aws:SourceIp': ['192.168.0.0/16', '172.16.0.0/12'] }, Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
      named('home', { Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::home-${aws:username}/${aws:PrincipalTag/team}' }, { Effect: 'Allow', Action: 'sqs:*', Resource: '*' }),
      named('queues', { Effect: 'Allow', Action: 'sqs:*', Resource: '*' }),
    ]
    const { policies, missing } = explained(asking({ identity }))
    expect(policies).toEqual([
      {
        kind: 'identity',
        name: 'office',
        attachedTo: user.arn,
        outcome: 'doesNotApply',
        statements: [
          {
            index: 0,
            sid: 'FromOffice',
            effect: 'Allow',
            applies: false,
            statement: { Sid: 'FromOffice', Effect: 'Allow', Action: 's3:List*', Resource: bucket, Condition: { IpAddress: { 'aws:SourceIp': ['192.168.0.0/16', '172.16.0.0/12'] }, Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
            failures: [
              { element: 'Condition', operator: 'IpAddress', key: 'aws:SourceIp', expected: ['192.168.0.0/16', '172.16.0.0/12'], actual: ['10.1.2.3'] },
              { element: 'Condition', operator: 'Bool', key: 'aws:MultiFactorAuthPresent', expected: ['true'], actual: null },
            ],
          },
        ],
      },
      {
        kind: 'identity',
        name: 'home',
        attachedTo: user.arn,
        outcome: 'doesNotApply',
        statements: [
          expect.objectContaining({
            index: 0,
            failures: [{ element: 'Resource', expected: ['arn:aws:s3:::home-ann/${aws:PrincipalTag/team}'], actual: [bucket] }],
          }),
        ],
      },
      { kind: 'identity', name: 'queues', attachedTo: user.arn, outcome: 'silent', statements: [] },
    ])
    expect(missing).toEqual([{ kind: 'identity', statement: { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket } }])
  })

  it('shows the denial, also where another policy allows, and every limit', () => {
    const everything = { Effect: 'Allow', Action: '*', Resource: '*' }
    const policies: PolicySet = {
      identity: [named('all', everything)],
      boundary: named('limit', { Effect: 'Allow', Action: 'ec2:*', Resource: '*' }),
      session: [named('session', everything, { Sid: 'NotTagged', Effect: 'Deny', Action: '*', Resource: '*', Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'b' } } })],
      serviceControl: [[named('root', everything)], [named('account', { Effect: 'Allow', Action: 'iam:*', Resource: '*' })]],
      resourceControl: [named('control', everything)],
    }
    const explanation = explained(asking(policies))
    expect(explanation.policies.map(({ kind, level, outcome }) => [kind, level, outcome])).toEqual([
      ['scp', 0, 'allows'],
      ['scp', 1, 'silent'],
      ['rcp', undefined, 'allows'],
      ['identity', undefined, 'allows'],
      ['boundary', undefined, 'silent'],
      ['session', undefined, 'denies'],
    ])
    expect(explanation.policies.at(-1)?.statements).toMatchObject([{ index: 1, sid: 'NotTagged', effect: 'Deny', applies: true, failures: [], conditions: [{ operator: 'ForAnyValue:StringEquals', key: 'aws:TagKeys', expected: ['b'], actual: ['a', 'b'] }] }])
    expect(explanation.missing.map(({ kind, level }) => [kind, level])).toEqual([['scp', 1], ['boundary', undefined]])
  })

  it('fills in the defaults of variables, commas and all', () => {
    const { policies } = explained(asking({ identity: [named('home', { Effect: 'Allow', Action: 's3:*', Resource: "arn:aws:s3:::${aws:PrincipalTag/team, 'a,b'}" })] }))
    expect(policies).toMatchObject([{ statements: [{ failures: [{ element: 'Resource', expected: ['arn:aws:s3:::a,b'] }] }] }])
  })

  it('shows whom a trust policy names', () => {
    const trust: NamedPolicy = { name: 'trust policy', type: 'trust', attachedTo: `arn:aws:iam::${account}:role/app`, policy: parsePolicy(`{"Statement":{"Effect":"Allow","Principal":{"AWS":["444455556666","arn:aws:iam::${account}:role/other"],"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}`) }
    const { policies, missing } = explained(asking({ identity: [], resource: trust, resourceKind: 'trust' }, { action: 'sts:AssumeRole', resource: `arn:aws:iam::${account}:role/app` }))
    expect(policies).toMatchObject([
      { kind: 'trust', outcome: 'doesNotApply', statements: [{ failures: [{ element: 'Principal', expected: ['444455556666', `arn:aws:iam::${account}:role/other`, 'ec2.amazonaws.com'], actual: [user.arn] }] }] },
    ])
    expect(missing).toEqual([{ kind: 'trust', statement: { Effect: 'Allow', Principal: { AWS: user.arn }, Action: 'sts:AssumeRole' } }])
  })

  it('stays short for long policies', () => {
    const Resource = Array.from({ length: 60 }, (_, index) => `arn:aws:s3:::bucket-${index}`)
    const statements = Array.from({ length: 20 }, () => ({ Effect: 'Allow', Action: 's3:*', Resource }))
    const { policies } = explained(asking({ identity: [named('long', ...statements)] }))
    expect(policies[0]?.statements).toHaveLength(3)
    expect(policies[0]?.statements[0]).not.toHaveProperty('statement')
    expect(policies[0]?.statements[0]?.failures[0]?.expected).toHaveLength(11)
    expect(policies[0]?.statements[0]?.failures[0]?.expected.at(-1)).toBe('… 50 more')
  })
})

type Raw = RawRequest['policies']

const withMore = (policy: RawPolicy | undefined, statement: object): RawPolicy => ({ ...(policy ?? { Version: '2012-10-17' }), Statement: [policy?.Statement ?? [], statement].flat() as never })

/** The policies with the Allow that was missing, put where the explanation says. */
const adding = (raw: Raw, { kind, level, statement }: { kind: PolicyKind; level?: number; statement: object }): Raw => {
  if (kind === 'identity') return { ...raw, identity: [...raw.identity, withMore(undefined, statement)] }
  if (kind === 'session') return { ...raw, session: [...(raw.session ?? []), withMore(undefined, statement)] }
  if (kind === 'boundary') return { ...raw, boundary: withMore(raw.boundary, statement) }
  if (kind === 'scp') return { ...raw, serviceControl: (raw.serviceControl ?? []).map((list, index) => (index === level ? [...list, withMore(undefined, statement)] : list)) }
  return { ...raw, resource: withMore(raw.resource, statement) }
}

describe('on random questions', () => {
  it('what was missing is what would have allowed', () => {
    let denied = 0
    fc.assert(
      fc.property(requests, policySets, (question, raw) => {
        const request = { ...question, policies: compileSet(raw) }
        const decision = evaluate(request)
        const { missing } = explain(request, decision)
        if (decision.isAllowed) expect(missing).toEqual([])
        // An escaped character needs the newer version of the language, which would change what else the policy says.
        if (decision.kind !== 'implicitDeny' || JSON.stringify(missing).includes('${')) return
        denied += 1
        expect(missing[0]?.kind).toBe(decision.cause)
        const enough = missing.reduce<Raw>((set, allow) => adding(set, allow), raw)
        expect(evaluate({ ...question, policies: compileSet(enough) }).isAllowed).toBe(true)
        for (const left of missing) {
          const tooLittle = missing.filter((allow) => allow !== left).reduce<Raw>((set, allow) => adding(set, allow), raw)
          expect(evaluate({ ...question, policies: compileSet(tooLittle) }).isAllowed).toBe(false)
        }
      }),
      { numRuns: 3000 },
    )
    expect(denied).toBeGreaterThan(500)
  })

  it('outcomes agree with the decision, and statements are told as they are', () => {
    fc.assert(
      fc.property(requests, policySets, (question, raw) => {
        const request = { ...question, policies: compileSet(raw) }
        const decision = evaluate(request)
        const { policies } = explain(request, decision)
        // Allowed whatever policies say.
        if (/^sts:getcalleridentity$/i.test(question.action)) return
        expect(policies.some(({ outcome }) => outcome === 'denies')).toBe(decision.kind === 'explicitDeny')
        for (const { kind, statements } of policies) {
          for (const { statement, applies, effect } of statements) {
            // In the older version of the language a variable is plain text.
            if (statement === undefined || JSON.stringify(statement).includes('${')) continue
            const alone = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statement }))
            expect(alone.statements[0]).toMatchObject({ effect })
            expect(alone.statementsFor(question.action.toLowerCase())).toHaveLength(1)
            if (applies && kind === 'identity' && effect === 'Deny') {
              expect(evaluate({ ...question, policies: { identity: [{ name: 'alone', type: 'inline', policy: alone }] } }).kind).toBe('explicitDeny')
            }
          }
        }
      }),
      { numRuns: 2000 },
    )
  })
})
