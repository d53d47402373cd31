import { beforeEach, describe, expect, it } from '@jest/globals'
import type { Caller, CompiledOrganization } from '@rolecall/credentials'
import { type NamedPolicy, parsePolicy } from '@rolecall/policy'
import fc from 'fast-check'
import type { Exchange } from './exchange.ts'
import { KnownAllows } from './known-allows.ts'
import type { AccessCheck, ConditionKeys } from './operation.ts'
import type { Ruling } from './ruling.ts'
import { rule } from './steps/rule.ts'

const account = '111111111111'
const roleArn = `arn:aws:iam::${account}:role/r`
const sessionArn = `arn:aws:sts::${account}:assumed-role/r/s`

const weighted = <Item>(...choices: [number, Item][]): fc.Arbitrary<Item> => fc.oneof(...choices.map(([weight, item]) => ({ weight, arbitrary: fc.constant(item) })))
const maybe = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item | undefined> => fc.option(item, { nil: undefined, freq: 1 })

// Few names and values, so that what is remembered of one request often meets another.

/** Keys that the caller, the check or both may have; `m` holds several values. */
const keyNames = ['k', 'k', 'k', 'K', 'm', 'm', 'aws:SourceIdentity', 'aws:RequestedRegion', 'aws:ResourceOrgID', 'aws:ResourceOrgPaths', 'aws:ResourceAccount', 'aws:CurrentTime', 'aws:MultiFactorAuthAge']
const operator = fc
  .tuple(weighted([4, ''], [1, 'ForAllValues:'], [1, 'ForAnyValue:']), fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'ArnLike', 'NumericLessThan', 'DateLessThan', 'Null'), weighted([3, ''], [1, 'IfExists']))
  .map(([set, name, ifExists]) => (name === 'Null' ? name : `${set}${name}${ifExists}`))
const wanted = weighted<string | string[]>([4, 'a'], [2, ['a', 'b']], [1, ''], [2, 'a*'], [1, '${k}'], [1, "${k, 'a'}"], [1, '${m}'], [2, 'true'], [2, 'false'], [2, 'us-east-1'], [1, 'o-exampleorg1*'], [2, '2026-06-01'], [2, '3600'])
const condition = fc.tuple(operator, fc.constantFrom(...keyNames), wanted).map(([name, key, value]) => ({ [name]: { [key]: value } }))

const effect = weighted([3, 'Allow'], [1, 'Deny'])
const action = fc.constantFrom<object>({ Action: '*' }, { Action: 'sts:*' }, { Action: 'iam:Get' }, { NotAction: 'iam:Get' })
const resource = fc.constantFrom<object>({ Resource: '*' }, { Resource: `${roleArn}*` }, { NotResource: `${roleArn}2` }, { Resource: 'arn:aws:iam::*:role/${k}' }, { Resource: 'arn:aws:iam::*:role/r${k}' })
const conditions = fc.array(condition, { maxLength: 2 }).map((blocks) => (blocks.length === 0 ? {} : { Condition: Object.assign({}, ...blocks) as object }))
const statement = fc.tuple(effect, action, resource, conditions).map(([Effect, ...parts]): object => Object.assign({ Effect }, ...parts) as object)
const everything = { Effect: 'Allow', Action: '*', Resource: '*' }

const compile = (Statement: object[]): NamedPolicy => ({ name: 'p', type: 'inline', policy: parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement })) })
const policy = fc.tuple(fc.boolean(), fc.array(statement, { minLength: 1, maxLength: 3 })).map(([isWide, list]) => compile(isWide ? [everything, ...list] : list))
const trust = fc
  .array(fc.tuple(effect, conditions, fc.constantFrom('*', account, roleArn, '222222222222')), { minLength: 1, maxLength: 2 })
  .map((list): NamedPolicy => compile(list.map(([Effect, limits, AWS]) => ({ Effect, Principal: { AWS }, Action: 'sts:*', ...limits }))))

const keyValue = weighted<string | string[] | undefined>([4, 'a'], [2, 'b'], [1, ''], [3, undefined], [1, ['a']], [1, ['a', 'b']], [1, []], [1, 'true'])
const ownKeys = fc.dictionary(fc.constantFrom('k', 'k', 'K', 'm', 'aws:SourceIdentity', 'aws:MultiFactorAuthAge'), keyValue, { maxKeys: 2 })

const organization = fc
  .record({ id: weighted<string | undefined>([2, 'o-exampleorg1'], [1, 'o-exampleorg2'], [1, undefined]), paths: weighted<string[] | undefined>([1, ['o-exampleorg1/r-ab12/']], [1, undefined]), resourceControl: fc.array(policy, { maxLength: 1 }) })
  .map((one): CompiledOrganization => ({ ...one, serviceControl: [] }))

interface Who {
  policies: Caller['policies']
  /** By those of a federation a caller may have any. */
  keys: ConditionKeys
  mfaAt: number | undefined
}

const callerOf = ({ policies, keys, mfaAt }: Who): Caller => ({
  kind: 'role-session',
  partition: 'aws',
  account,
  arn: sessionArn,
  userId: 'AROAAAAAAAAAAAAAAAAAA:s',
  name: 'r',
  uniqueId: 'AROAAAAAAAAAAAAAAAAAA',
  accessKeyId: 'ASIAAAAAAAAAAAAAAAAA',
  session: { kind: 'role', issuedAt: 1_767_225_600, ...(mfaAt === undefined ? {} : { mfaAt }), federation: { provider: 'x', keys } } as unknown as Caller['session'],
  principal: { kind: 'role-session', account, arn: sessionArn, principalArn: roleArn, uniqueId: 'AROAAAAAAAAAAAAAAAAAA', roleArn },
  tags: [],
  policies,
})

const given = <Value extends object>(members: Value): { [Name in keyof Value]?: Exclude<Value[Name], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never

const lists = fc.array(policy, { minLength: 1, maxLength: 2 })
const callerPolicies = fc
  .record({ identity: lists, boundary: maybe(policy), session: maybe(lists), serviceControl: maybe(fc.array(lists, { maxLength: 2 })) })
  .map(({ serviceControl, ...others }): Caller['policies'] => ({ ...others, ...given({ serviceControl }) }))
const caller = fc.record({ policies: callerPolicies, keys: ownKeys, mfaAt: weighted<number | undefined>([1, 1_767_225_600], [1, undefined]) }).map(callerOf)

/** Policies of resources and organizations by their place in the lists of a world. */
const members = {
  action: fc.constantFrom('sts:AssumeRole', 'iam:Get'),
  resource: weighted([4, roleArn], [1, `${roleArn}2`], [1, '*']),
  resourceAccount: weighted<string | undefined>([3, undefined], [1, '222222222222']),
  conditionKeys: ownKeys as fc.Arbitrary<ConditionKeys>,
  resourcePolicy: weighted<number | undefined>([2, undefined], [3, 0], [1, 1]),
  resourcePolicyKind: weighted<'trust' | 'resource' | undefined>([3, undefined], [1, 'trust'], [1, 'resource']),
  organization: weighted<number | undefined>([2, undefined], [2, 0], [1, 1]),
  region: weighted([3, 'us-east-1'], [1, 'eu-west-1']),
  now: weighted([3, '2026-01-01T00:00:01Z'], [1, '2026-12-01T00:00:00Z']),
}
const request = fc.record(members)
type Request = typeof request extends fc.Arbitrary<infer Made> ? Made : never

// By them most rulings differ.
const ownKeysAgain = Array.from({ length: 8 }, () => ['conditionKeys', ownKeys] as const)

/** Requests each of which differs from the first in one member at most, by which alone it may be denied. */
const alike = fc
  .tuple(request, fc.array(fc.oneof(...[...Object.entries(members), ...ownKeysAgain].map(([name, value]) => value.map((other) => ({ [name]: other }))), fc.constant({})), { minLength: 1, maxLength: 11, size: 'max' }))
  .map(([first, changes]): Request[] => [first, ...changes.map((change) => ({ ...first, ...change }))])

interface World {
  caller: Caller
  trusts: readonly NamedPolicy[]
  organizations: readonly CompiledOrganization[]
}

const ask = ({ caller, trusts, organizations }: World, asked: Request, knownAllows: KnownAllows): Ruling => {
  const { region, now, resource, conditionKeys, resourceAccount, resourcePolicyKind } = asked
  const trusted = trusts[asked.resourcePolicy ?? trusts.length]
  // A resource's policy comes in an object of its own with each request.
  const check: AccessCheck = { resource, conditionKeys, ...given({ resourceAccount, resourcePolicyKind, resourcePolicy: trusted && { ...trusted } }) }
  const exchange = { request: { headers: [], remoteAddress: '127.0.0.1', isSecure: true }, service: 'sts', now: new Date(now) } as unknown as Exchange<never>
  const authenticated = { caller, claim: {}, freshness: {}, partition: 'aws', region } as never
  return rule({ exchange, authenticated, action: asked.action, check, organization: organizations[asked.organization ?? organizations.length] }, knownAllows)
}

const told = (ruling: Ruling): object =>
  ruling.isAllowed ? ruling : { kind: ruling.kind, cause: ruling.decision.cause, reasons: ruling.decision.reasons(), missing: ruling.decision.missing() }

const worlds = fc.record({
  callers: fc.array(caller, { minLength: 2, maxLength: 2 }),
  trusts: fc.array(trust, { minLength: 2, maxLength: 2 }),
  organizations: fc.array(organization, { minLength: 2, maxLength: 2 }),
})

describe('what was allowed once', () => {
  it('is ruled as if nothing were remembered, whatever was asked before', () => {
    let knownCount = 0
    fc.assert(
      fc.property(worlds, alike, fc.array(weighted([4, 0], [1, 1]), { minLength: 12, maxLength: 12 }), ({ callers, ...others }, requests, turns) => {
        const knownAllows = new KnownAllows()
        const earlier = new Set<Ruling>()
        for (const [index, one] of requests.entries()) {
          const world = { caller: callers[turns[index] ?? 0] as Caller, ...others }
          const ruling = ask(world, one, knownAllows)
          expect(told(ruling)).toEqual(told(ask(world, one, new KnownAllows())))
          if (earlier.has(ruling)) knownCount += 1
          earlier.add(ruling)
        }
      }),
      { numRuns: 1000 },
    )
    expect(knownCount).toBeGreaterThan(500)
  })

  it('is known again, but not what is longer than names and values usually are', () => {
    const knownAllows = new KnownAllows()
    const identity = [compile([{ ...everything, Condition: { StringNotEquals: { k: 'b' } } }])]
    const world = { caller: callerOf({ policies: { identity, boundary: undefined, session: undefined }, keys: {}, mfaAt: undefined }), trusts: [], organizations: [] }
    const nothingElse = { resourceAccount: undefined, resourcePolicy: undefined, resourcePolicyKind: undefined, organization: undefined }
    const isKnown = (resource: string, k: string | string[]): boolean => {
      const asked: Request = { action: 'iam:Get', resource, conditionKeys: { k }, region: 'us-east-1', now: '2026-01-01T00:00:01Z', ...nothingElse }
      return ask(world, asked, knownAllows) === ask(world, asked, knownAllows)
    }
    const long = 'a'.repeat(1024)
    expect(isKnown(roleArn, 'a')).toBe(true)
    expect([isKnown(roleArn, long), isKnown(roleArn, ['a', long]), isKnown(roleArn + long, 'a')]).toEqual([false, false, false])
  })
})
