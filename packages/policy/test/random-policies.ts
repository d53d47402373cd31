import fc from 'fast-check'
import type { Principal } from '../src/index.ts'
import type { RawPolicy, RawPrincipal, RawRequest, RawStatement } from './reference-evaluator.ts'

// Small alphabets, so that policies and requests meet often.

const [mine, other] = ['111111111111', '222222222222'] as const
const userArn = `arn:aws:iam::${mine}:user/u`
const roleArn = `arn:aws:iam::${mine}:role/p/r`
const sessionArn = `arn:aws:sts::${mine}:assumed-role/r/s`
const federatedArn = `arn:aws:sts::${mine}:federated-user/f`
const userId = 'AIDAAAAAAAAAAAAAAAAAA'
const roleId = 'AROAAAAAAAAAAAAAAAAAA'
const linkedArn = `arn:aws:iam::${mine}:role/aws-service-role/x.amazonaws.com/L`
const provider = `arn:aws:iam::${mine}:saml-provider/x`

const principals: Principal[] = [
  { kind: 'root', account: mine, arn: `arn:aws:iam::${mine}:root`, principalArn: `arn:aws:iam::${mine}:root`, uniqueId: mine },
  { kind: 'user', account: mine, arn: userArn, principalArn: userArn, uniqueId: userId },
  { kind: 'role-session', account: mine, arn: sessionArn, principalArn: roleArn, uniqueId: roleId, roleArn },
  { kind: 'role-session', account: mine, arn: `arn:aws:sts::${mine}:assumed-role/L/s`, principalArn: linkedArn, uniqueId: 'AROABBBBBBBBBBBBBBBBB', roleArn: linkedArn },
  { kind: 'federated-user', account: mine, arn: federatedArn, principalArn: federatedArn, uniqueId: userId, userArn },
  { kind: 'service', account: '', arn: 'ec2.amazonaws.com', principalArn: 'ec2.amazonaws.com', uniqueId: 'ec2.amazonaws.com', serviceName: 'ec2.amazonaws.com' },
  { kind: 'federated', account: '', arn: provider, principalArn: provider, uniqueId: 'x', federatedProvider: provider },
  { kind: 'anonymous', account: '', arn: 'anonymous', principalArn: 'anonymous', uniqueId: 'anonymous' },
]
const [root, user, session, linked, federatedUser, service, federated, anonymous] = principals as [Principal, Principal, Principal, Principal, Principal, Principal, Principal, Principal]

const weighted = <Item>(...choices: [number, Item][]): fc.Arbitrary<Item> => fc.oneof(...choices.map(([weight, item]) => ({ weight, arbitrary: fc.constant(item) })))
const listOrOne = <Item>(item: fc.Arbitrary<Item>, maxLength = 3): fc.Arbitrary<Item | Item[]> => fc.oneof(item, fc.array(item, { minLength: 1, maxLength, size: 'max' }))

const actionPattern = weighted([6, '*'], [5, 's3:*'], [3, 'S3:get'], [2, 's3:?et'], [1, 's3:P*'], [1, 'iam:*'], [3, 'sts:*'], [1, 'i*:Get'], [1, 's3: Get'], [1, '*:*'], [1, 's3:Get*Get'], [1, 's3'])

const resourcePattern = weighted(
  [9, '*'],
  [5, 'arn:aws:s3:::*'],
  [2, 'arn:aws:s3:::a'],
  [2, 'arn:aws:s3:::a*'],
  [1, 'arn:aws:s3:::?/b'],
  [2, 'arn:*'],
  [1, `arn:aws:iam::${mine}:*`],
  [1, 'arn:aws:s3:::${aws:username}'],
  [1, "arn:aws:s3:::${K, 'a'}/*"],
  [1, 'arn:aws:s3:::a/${*}'],
  [1, 'arn:aws:s3:::${s}*'],
  [1, 'arn:aws:s3:::${m}*'],
  [1, 'arn:aws:${svc}:::a'],
  [1, 'arn:aws:s3:::${a${s}'],
  [1, 'arn:aws:s3:::a/**/?*'],
)

type Value = string | number | boolean

/** Keys with values of the policy and of the request that fit them; now and then one of another kind. */
interface Family {
  operators: string[]
  key: string[]
  wanted: fc.Arbitrary<Value>
}

const textValue = weighted<Value>(
  [5, 'a'], [3, 'b'], [2, ''], [2, 'A'], [2, 'a*'], [2, '*'], [1, '?'], [1, 'ab'], [1, 1], [1, true], [1, '${s}'], [1, "${s, 'b'}"], [1, '${*}'], [1, 'a${?}'], [1, '${t}'], [1, '${m}'], [1, '${s}*'], [1, '${$}'],
)

const families: Family[] = [
  { operators: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike'], key: ['s', 'S', 't', 'm', 'M'], wanted: textValue },
  {
    operators: ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals'],
    key: ['n', 'N', 's', 'mn'],
    wanted: weighted<Value>([4, '1'], [3, 2], [2, '1.5'], [1, '-1'], [1, 'x'], [1, '1x'], [1, '${n}']),
  },
  {
    operators: ['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals'],
    key: ['d', 'D', 'n'],
    wanted: weighted<Value>([4, '2026-01-01'], [2, '2026-01-01T00:00:00Z'], [2, 1767225600], [2, '2026-01-01T02:00:00.5+02:00'], [1, '2026-02-30'], [1, '2027'], [1, 'x']),
  },
  { operators: ['Bool'], key: ['b', 'B', 's'], wanted: weighted<Value>([3, 'true'], [3, false], [1, 'TRUE'], [1, 'x'], [1, '${b}']) },
  { operators: ['BinaryEquals'], key: ['y'], wanted: weighted<Value>([3, 'QQ=='], [1, 'QUI='], [1, 'QQ'], [1, '']) },
  {
    operators: ['IpAddress', 'NotIpAddress'],
    key: ['i', 'I', 's'],
    wanted: weighted<Value>([3, '10.0.0.0/8'], [2, '10.1.2.3'], [2, '0.0.0.0/0'], [2, '2001:db8::/32'], [1, '::/0'], [1, '10.0.0.0/'], [1, '10.0.0.0/33'], [1, '10'], [1, '10.9.9.9/8']),
  },
  {
    operators: ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
    key: ['r', 'R', 's'],
    wanted: weighted<Value>([3, roleArn], [2, 'arn:aws:iam::*:role/*'], [2, 'arn:aws:*:role/*'], [1, '*'], [1, '${r}'], [1, 'arn:aws:iam::${a}:role/p/r'], [1, 'arn:aws:iam::*:${t}'], [1, 'arn:*:*:*:*:*'], [1, 'arn:aws:iam:::role/p/r']),
  },
  { operators: ['Null', 'null'], key: ['s', 't', 'm', 'zz'], wanted: weighted<Value>([3, 'true'], [3, false], [1, 'x']) },
]

const operatorName = (family: Family): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...family.operators), weighted([6, ''], [2, 'ForAllValues:'], [2, 'ForAnyValue:'], [1, 'foranyvalue:']), weighted([3, ''], [1, 'IfExists']))
    .map(([name, set, ifExists]) => (/^null$/i.test(name) ? name : `${set}${name}${ifExists}`))

type Block = Record<string, Record<string, Value | Value[]>>

const condition: fc.Arbitrary<Block> = fc.oneof(
  ...families.map((family) => ({
    weight: family.operators.length + 2,
    arbitrary: fc
      .tuple(operatorName(family), fc.constantFrom(...family.key), listOrOne(family.wanted))
      .map(([operator, key, wanted]): Block => ({ [operator]: { [key]: wanted } })),
  })),
  { weight: 1, arbitrary: fc.constantFrom<Block>({ StringFoo: { s: 'a' } }, { NullIfExists: { s: 'true' } }, { StringFoo: {} }, {}) },
)

const conditions = fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 5, arbitrary: condition }, { weight: 1, arbitrary: fc.tuple(condition, condition).map(([one, two]) => ({ ...one, ...two })) })

/** `allowWeight` Allows for each Deny. */
export const statement = (allowWeight: number): fc.Arbitrary<RawStatement> =>
  fc
    .record({
      Effect: weighted([allowWeight, 'Allow'], [1, 'Deny']),
      isNotAction: weighted([8, false], [1, true]),
      action: listOrOne(actionPattern, 2),
      isNotResource: weighted([8, false], [1, true]),
      resource: listOrOne(resourcePattern, 2),
      Condition: conditions,
    })
    .map(({ Effect, isNotAction, action, isNotResource, resource, Condition }) => ({
      Effect,
      [isNotAction ? 'NotAction' : 'Action']: action,
      [isNotResource ? 'NotResource' : 'Resource']: resource,
      ...(Condition === undefined ? {} : { Condition }),
    }))

const version = weighted([5, '2012-10-17'], [1, '2008-10-17'], [1, undefined])

const policyOf = (one: fc.Arbitrary<RawStatement>): fc.Arbitrary<RawPolicy> =>
  fc.tuple(version, fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3, size: 'max' }))).map(([Version, Statement]) => (Version === undefined ? { Statement } : { Version, Statement }))

const everything = fc.constant<RawStatement>({ Effect: 'Allow', Action: '*', Resource: '*' })
const policy = policyOf(fc.oneof({ weight: 1, arbitrary: everything }, { weight: 3, arbitrary: statement(6) }))
const limit = policyOf(fc.oneof({ weight: 1, arbitrary: everything }, { weight: 2, arbitrary: statement(2) }))

const awsEntry = weighted([3, '*'], [3, mine], [2, `arn:aws:iam::${mine}:root`], [3, userArn], [3, roleArn], [3, sessionArn], [3, federatedArn], [2, userId], [2, roleId], [1, other], [1, linkedArn], [1, 'anonymous'], [1, 'ec2.amazonaws.com'], [1, 'arn:aws:iam::*:root'], [1, 'AIDACCCCCCCCCCCCCCCCC'])

const principalElement: fc.Arbitrary<RawPrincipal> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('*') },
  { weight: 8, arbitrary: listOrOne(awsEntry, 4).map((AWS) => ({ AWS })) },
  { weight: 2, arbitrary: fc.constantFrom<RawPrincipal>({ Service: 'ec2.amazonaws.com' }, { Service: ['ec2.eu-west-1.amazonaws.com', 'x.amazonaws.com'] }, { Service: '*' }) },
  { weight: 2, arbitrary: fc.constantFrom<RawPrincipal>({ Federated: provider }, { Federated: 'accounts.google.com' }, { CanonicalUser: 'x' }) },
  { weight: 2, arbitrary: awsEntry.map((AWS) => ({ AWS, Service: 'ec2.amazonaws.com', Federated: [provider] })) },
)

const resourceStatement = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: statement(1) }, { weight: 2, arbitrary: everything }), principalElement, weighted([12, 'Principal'], [2, 'NotPrincipal'], [1, undefined]), fc.boolean())
  .map(([one, element, name, hasResource]) => {
    const { Resource: _resource, NotResource: _notResource, ...rest } = one
    return { ...rest, ...(hasResource ? one : {}), ...(name === undefined ? {} : { [name]: element }) }
  })

const maybe = <Item>(item: fc.Arbitrary<Item>, weight = 1): fc.Arbitrary<Item | undefined> => fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight, arbitrary: item })

export const policySets: fc.Arbitrary<RawRequest['policies']> = fc
  .record({
    identity: fc.array(policy, { maxLength: 3, size: 'max' }),
    boundary: maybe(limit),
    session: maybe(fc.array(limit, { maxLength: 2, size: 'max' })),
    resource: maybe(policyOf(resourceStatement), 3),
    resourceKind: weighted<'trust' | 'resource' | undefined>([2, 'trust'], [1, 'resource'], [1, undefined]),
    serviceControl: maybe(fc.array(fc.array(limit, { minLength: 1, maxLength: 2, size: 'max' }), { maxLength: 2, size: 'max' })),
    resourceControl: maybe(fc.array(limit, { maxLength: 2, size: 'max' })),
  })
  .map((set) => Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)) as unknown as RawRequest['policies'])

const context = fc
  .record(
    {
      s: weighted<string | string[]>([4, 'a'], [2, 'b'], [2, ''], [1, 'A'], [1, '*'], [1, 'a*'], [1, '$'], [1, ['a', 'b']], [1, []], [1, 'true'], [1, '1'], [1, 'a?'], [1, roleArn]),
      T: weighted<string | string[]>([3, 'a'], [1, 'role/p/r'], [1, '']),
      m: weighted<string | string[]>([3, ['a']], [3, ['a', 'b']], [2, []], [2, ['']], [1, ['', 'a']], [2, ['b', 'A']], [1, 'a']),
      mn: weighted<string | string[]>([2, ['1', '2']], [1, ['1']], [1, ['1', 'x']]),
      n: weighted<string | string[]>([4, '1'], [2, '2'], [1, '1.0'], [1, 'x'], [1, '1767225600'], [1, ['1', '2']]),
      d: weighted<string | string[]>([3, '2026-01-01T00:00:00Z'], [2, '1767225600'], [1, '2026-06-01'], [1, '2026-02-30'], [1, 'x'], [1, '2025-12-31T23:59:59.999Z']),
      b: weighted<string | string[]>([3, 'true'], [2, 'False'], [1, 'x'], [1, '']),
      y: weighted<string | string[]>([3, 'QQ=='], [1, 'QR=='], [1, 'QUI='], [1, 'QQ'], [1, '']),
      i: weighted<string | string[]>([3, '10.1.2.3'], [1, '11.0.0.1'], [2, '2001:db8::1'], [1, '::ffff:10.0.0.1'], [1, '10'], [1, 'x'], [1, '010.0.0.1']),
      R: weighted<string | string[]>([4, roleArn], [1, sessionArn], [1, 'arn:aws:sns:x:1:role/a:b'], [1, 'arn:aws'], [1, '*']),
      a: weighted<string | string[]>([3, mine], [1, '*']),
      'aws:UserName': weighted<string | string[]>([3, 'a'], [1, 'a/b']),
    },
    { requiredKeys: [] },
  )
  .map((keys) => keys as Record<string, string | string[]>)

export const requests: fc.Arbitrary<Omit<RawRequest, 'policies'>> = fc.record({
  principal: weighted([2, root], [5, user], [5, session], [1, linked], [4, federatedUser], [2, service], [2, federated], [1, anonymous]),
  action: weighted([6, 's3:Get'], [3, 's3:Put'], [2, 'iam:Get'], [4, 'sts:AssumeRole'], [1, 'STS:GetSessionToken'], [1, 'sts:GetCallerIdentity']),
  resource: weighted([2, '*'], [5, 'arn:aws:s3:::a'], [3, 'arn:aws:s3:::a/b'], [2, `arn:aws:iam::${mine}:role/p/r`], [1, 'arn:aws:s3:::a/*'], [1, 'arn:aws:s3:::*']),
  resourceAccount: weighted([5, mine], [1, other]),
  context: fc.oneof({ weight: 3, arbitrary: fc.tuple(context) }, { weight: 1, arbitrary: fc.tuple(context, context) }),
})
