import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { compileSet } from '../test/compile-set.ts'
import { type RawRequest, referenceDecision } from '../test/reference-evaluator.ts'
import { type AuthorizationRequest, type Decision, denialMessage, evaluate, type NamedPolicy, parsePolicy, type Principal, validateIdentityPolicy, validateResourcePolicy, validateTrustPolicy } from './index.ts'

const folder = new URL('../cases/', import.meta.url)
const read = <Content>(name: string): Content => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Content

/** The topics of a kind of case: the files whose names begin so. */
const topics = (kind: string): string[] => readdirSync(folder).filter((file) => file.startsWith(`${kind}-`)).map((file) => file.slice(0, -'.json'.length)).sort()

const callers = read<Record<string, Principal>>('callers')
const callerOf = (principal: Principal | string): Principal => {
  const caller = typeof principal === 'string' ? callers[principal] : principal
  if (caller === undefined) throw new Error(`callers.json has no ${String(principal)}.`)
  return caller
}

/** What is asked in a case: its caller by the name in callers.json or in full, its policies as documents. */
interface Question {
  name: string
  rule: string
  principal: Principal | string
  action: string
  resource: string
  /** As the service spells it in denials. */
  shownResource?: string | null
  /** 123456789012 unless given. */
  resourceAccount?: string
  context?: Record<string, string | string[]>
  policies: RawRequest['policies']
}

interface DecisionCase extends Question {
  expect: Decision['kind']
  cause?: string
}

const named = (document: object, index = 0): NamedPolicy => ({ name: `policy ${index}`, type: 'inline', policy: parsePolicy(JSON.stringify(document)) })

const requestOf = (one: Question): AuthorizationRequest => ({
  principal: callerOf(one.principal),
  action: one.action,
  resource: one.resource,
  ...(one.shownResource === undefined ? {} : { shownResource: one.shownResource }),
  resourceAccount: one.resourceAccount ?? '123456789012',
  context: [one.context ?? {}],
  policies: compileSet(one.policies),
})

describe.each(topics('decisions'))('%s', (topic) => {
  it.each(read<DecisionCase[]>(topic).map((one) => [one.name, one.rule, one] as const))('%s: %s', (_name, _rule, one) => {
    const decision = evaluate(requestOf(one))
    expect({ kind: decision.kind, ...(one.cause === undefined ? {} : { cause: decision.cause }) }).toEqual({ kind: one.expect, ...(one.cause === undefined ? {} : { cause: one.cause }) })
    expect(decision.isAllowed).toBe(one.expect === 'allowed')
    if (!decision.isAllowed) expect(decision.reasons().length).toBeGreaterThan(0)
  })

  it('is decided alike by the plainest evaluator', () => {
    for (const one of read<DecisionCase[]>(topic)) {
      const { principal, action, resource, resourceAccount, context } = requestOf(one)
      const decided = referenceDecision({ principal, action, resource, resourceAccount, context: context as RawRequest['context'], policies: one.policies })
      expect({ name: one.name, kind: decided.kind, cause: one.cause === undefined ? undefined : decided.cause }).toEqual({ name: one.name, kind: one.expect, cause: one.cause })
    }
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
  rule: string
  operator: string
  values: (string | number | boolean)[]
  /** The key's value in the request; null when it has none. */
  request: string | string[] | null
  expect: boolean
}

describe.each(topics('operators'))('condition %s', (topic) => {
  it.each(read<OperatorCase[]>(topic).map((one) => [one.operator, one.values, one.request, one.expect, one.rule, one] as const))('%s %j for %j is %s: %s', (_operator, _values, _request, _expect, _rule, one) => {
    const Condition = { [one.operator]: { 'Test:Key': one.values } }
    const context: Record<string, string | string[]> = one.request === null ? {} : { 'test:key': one.request }
    expect(evaluate(ask([{ Effect: 'Allow', Action: '*', Resource: '*', Condition }], context)).isAllowed).toBe(one.expect)
    expect(evaluate(ask([{ Effect: 'Allow', Action: '*', Resource: '*' }, { Effect: 'Deny', Action: '*', Resource: '*', Condition }], context)).isAllowed).toBe(!one.expect)
  })
})

interface RefusalCase {
  kind: 'inline' | 'managed' | 'resource' | 'trust'
  document: string
  message: string | null
}

const validators: Record<RefusalCase['kind'], (document: string) => void> = {
  inline: (document) => validateIdentityPolicy(document, { isManaged: false }),
  managed: (document) => validateIdentityPolicy(document, { isManaged: true }),
  resource: validateResourcePolicy,
  trust: validateTrustPolicy,
}

describe('documents at write time', () => {
  it.each(read<RefusalCase[]>('refusals').map((one) => [one.kind, one.document, one.message] as const))('%s %s: %s', (kind, document, message) => {
    const validate = (): void => validators[kind](document)
    if (message === null) expect(validate).not.toThrow()
    else expect(validate).toThrow(expect.objectContaining({ name: expect.stringMatching(/^Policy(Refusal|SyntaxError)$/), message }))
  })
})

describe('denials', () => {
  it.each(read<(Question & { message: string })[]>('messages').map((one) => [one.name, one.rule, one] as const))('%s: %s', (_name, _rule, one) => {
    const request = requestOf(one)
    expect(denialMessage(evaluate(request), request)).toBe(one.message)
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
