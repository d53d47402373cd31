import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { type AuthorizationRequest, type Decision, denialMessage, evaluate, type NamedPolicy, parsePolicy, type Principal, validateIdentityPolicy, validateTrustPolicy } from './index.ts'

const read = <Case>(name: string): Case[] => JSON.parse(readFileSync(new URL(`../cases/${name}.json`, import.meta.url), 'utf8')) as Case[]

interface DecisionCase {
  name: string
  rule: string
  principal: Principal
  action: string
  resource: string
  resourceAccount: string
  context: Record<string, string | string[]>
  policies: {
    identity: object[]
    boundary?: object
    session?: object[]
    resource?: object
    resourceKind?: 'trust' | 'resource'
    serviceControl?: object[][]
  }
  expect: Decision['kind']
  cause?: string
}

const named = (document: object, index = 0): NamedPolicy => ({ name: `policy ${index}`, type: 'inline', policy: parsePolicy(JSON.stringify(document)) })

const requestOf = (one: DecisionCase): AuthorizationRequest => {
  const { identity, boundary, session, resource, resourceKind, serviceControl } = one.policies
  return {
    principal: one.principal,
    action: one.action,
    resource: one.resource,
    resourceAccount: one.resourceAccount,
    context: [one.context],
    policies: {
      identity: identity.map(named),
      ...(boundary === undefined ? {} : { boundary: named(boundary) }),
      ...(session === undefined ? {} : { session: session.map(named) }),
      ...(resource === undefined ? {} : { resource: named(resource) }),
      ...(resourceKind === undefined ? {} : { resourceKind }),
      ...(serviceControl === undefined ? {} : { serviceControl: serviceControl.map((level) => level.map(named)) }),
    },
  }
}

describe('decisions', () => {
  it.each(read<DecisionCase>('decisions').map((one) => [one.name, one.rule, one] as const))('%s: %s', (_name, _rule, one) => {
    const decision = evaluate(requestOf(one))
    expect(decision.kind).toBe(one.expect)
    expect(decision.isAllowed).toBe(one.expect === 'allowed')
    if (one.cause !== undefined) expect(decision.cause).toBe(one.cause)
    if (!decision.isAllowed) expect(decision.reasons().length).toBeGreaterThan(0)
  })
})

const user: Principal = {
  kind: 'user',
  account: '123456789012',
  arn: 'arn:aws:iam::123456789012:user/u',
  principalArn: 'arn:aws:iam::123456789012:user/u',
  uniqueId: 'AIDAAAAAAAAAAAAAAAAAA',
}

const ask = (statements: object[], context: Record<string, string | string[]> = {}): AuthorizationRequest => ({
  principal: user,
  action: 'iam:GetRole',
  resource: 'arn:aws:iam::123456789012:role/demo',
  shownResource: 'role demo',
  resourceAccount: '123456789012',
  context: [context],
  policies: { identity: [named({ Version: '2012-10-17', Statement: statements })] },
})

interface OperatorCase {
  operator: string
  values: string[]
  request: string | string[] | null
  expect: boolean
}

describe('condition operators', () => {
  it.each(read<OperatorCase>('operators').map((one) => [one.operator, one.values, one.request, one.expect, one] as const))('%s %j for %j: %s', (_operator, _values, _request, _expect, one) => {
    const Condition = { [one.operator]: { 'Test:Key': one.values } }
    const context: Record<string, string | string[]> = one.request === null ? {} : { 'test:key': one.request }
    expect(evaluate(ask([{ Effect: 'Allow', Action: '*', Resource: '*', Condition }], context)).isAllowed).toBe(one.expect)
  })
})

interface RefusalCase {
  kind: 'inline' | 'managed' | 'trust'
  document: string
  message: string | null
}

describe('documents at write time', () => {
  it.each(read<RefusalCase>('refusals').map((one) => [one.kind, one.document, one.message] as const))('%s %s: %s', (kind, document, message) => {
    const validate = (): void => (kind === 'trust' ? validateTrustPolicy(document) : validateIdentityPolicy(document, { isManaged: kind === 'managed' }))
    if (message === null) expect(validate).not.toThrow()
    else expect(validate).toThrow(expect.objectContaining({ name: 'PolicyRefusal', message }))
  })
})

describe('denials', () => {
  const sentence = (request: AuthorizationRequest): string => denialMessage(evaluate(request), request)

  it('name the caller, the action, the resource as the service spells it, and the cause', () => {
    expect(sentence(ask([]))).toBe(
      'User: arn:aws:iam::123456789012:user/u is not authorized to perform: iam:GetRole on resource: role demo because no identity-based policy allows the iam:GetRole action',
    )
    expect(sentence(ask([{ Effect: 'Deny', Action: '*', Resource: '*' }]))).toBe(
      'User: arn:aws:iam::123456789012:user/u is not authorized to perform: iam:GetRole on resource: role demo with an explicit deny in an identity-based policy',
    )
  })

  it('tell callers of other accounts no cause', () => {
    expect(sentence({ ...ask([]), resourceAccount: '210987654321' })).toBe(
      'User: arn:aws:iam::123456789012:user/u is not authorized to perform: iam:GetRole on resource: role demo',
    )
  })

  it('are explained by the condition that failed and the value it saw', () => {
    const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'a' } }
    const decision = evaluate(ask([{ Sid: 'Team', Effect: 'Allow', Action: 'iam:*', Resource: '*', Condition }], { 'aws:PrincipalTag/team': 'b' }))
    expect(decision.reasons()).toEqual([
      'No identity-based policy allows iam:GetRole on arn:aws:iam::123456789012:role/demo.',
      "The identity-based policy policy 0 has statement 1 (Team) for this action, but its condition StringEquals aws:PrincipalTag/team wants 'a', but the request has 'b'.",
    ])
  })
})
