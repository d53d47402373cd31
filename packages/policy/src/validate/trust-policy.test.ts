import { describe, expect, it } from '@jest/globals'
import { PolicyRefusal, validateTrustPolicy } from '../index.ts'

const base = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }
const github = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'
const federated = { ...base, Principal: { Federated: github }, Action: 'sts:AssumeRoleWithWebIdentity' }
const subject = (values: string | string[], operator = 'StringLike') => ({ [operator]: { 'token.actions.githubusercontent.com:sub': values } })

const without = (element: 'Action' | 'Effect' | 'Principal'): object => Object.fromEntries(Object.entries(base).filter(([name]) => name !== element))
const document = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements })

const refusalOf = (text: string): string | undefined => {
  try {
    validateTrustPolicy(text)
    return undefined
  } catch (error) {
    if (error instanceof PolicyRefusal) return error.message
    throw error
  }
}

const sharedRefusal =
  'The trust policy must evaluate the condition key token.actions.githubusercontent.com:sub with a value that is not only a wildcard for the provider token.actions.githubusercontent.com'

describe('a trust policy is refused', () => {
  it.each<[string, string]>([
    ['This policy contains invalid Json', '{'],
    ['This policy contains invalid Json', '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}'],
    ['The policy must contain a valid version string', JSON.stringify({ Version: '2012-10-18', Statement: [base] })],
    ['Could not parse the policy: Statement is empty!', document()],
    ['Syntax error in policy.', JSON.stringify({ Statements: [base] })],
    ['The Statement Ids in the policy are not unique', document({ ...base, Sid: 'a' }, { ...base, Sid: 'a' })],
  ])('%s: as a whole', (message, text) => {
    expect(refusalOf(text)).toBe(message)
  })

  it.each<[string, object]>([
    ['Has prohibited field Resource', { ...base, Resource: '*' }],
    ['Has prohibited field NotResource', { ...base, NotResource: '*' }],
    ['Allow with NotPrincipal is not allowed.', { ...base, NotPrincipal: { AWS: '*' } }],
    ['AssumeRole policy must not contain NotPrincipal field.', { ...base, Effect: 'Deny', NotPrincipal: { AWS: '*' } }],
    ['Missing required field Principal', without('Principal')],
    ['Missing required field Effect', without('Effect')],
    ['Missing required field Action', without('Action')],
    ['Invalid effect: allow', { ...base, Effect: 'allow' }],
    ['Principal must be a JSON object.', { ...base, Principal: '*' }],
    ['AssumeRole policy may only specify STS AssumeRole actions.', { ...base, Action: '*' }],
    ['AssumeRole policy may only specify STS AssumeRole actions.', { ...base, Action: ['sts:AssumeRole', 's3:GetObject'] }],
    ['Invalid principal in policy: "Foo"', { ...base, Principal: { Foo: 'x' } }],
    ['Invalid principal in policy: "Foo"', { ...base, Principal: { AWS: '*', Foo: [] } }],
    ['Unknown field Conditions', { ...base, Conditions: {} }],
    ['Syntax error in policy.', { ...base, Sid: 1 }],
    ['Syntax error in policy.', { ...base, Condition: [] }],
    ['Syntax error in policy.', { ...base, Condition: { DateLessThan: { 'aws:CurrentTime': 'soon' } } }],
    ['Invalid Condition type : StringEqual', { ...base, Condition: { StringEqual: { 'sts:ExternalId': '4711' } } }],
    ['Invalid Condition type : ForAllValuesStringEquals', { ...base, Condition: { ForAllValuesStringEquals: { 'aws:TagKeys': 'team' } } }],
    ['Condition can contain only one colon.', { ...federated, Condition: { StringEquals: { 'https://oidc.example/id/1:sub': 'pod' } } }],
    ['A condition block must be present for the Cognito provider', { ...federated, Principal: { Federated: 'cognito-identity.amazonaws.com' } }],
  ])('%s: %j', (message, statement) => {
    expect(refusalOf(document(statement))).toBe(message)
  })

  it.each([{}, { AWS: [] }, { AWS: [], Service: [] }])('when it names nobody: %j', (Principal) => {
    expect(refusalOf(document({ ...base, Principal }))).toBe(
      'Invalid principal in policy: com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!',
    )
  })

  it.each<[string, object]>([
    ['without a condition', federated],
    ['with a wildcard alone', { ...federated, Condition: subject('*') }],
    ['with a wildcard among others', { ...federated, Condition: subject(['repo:octo-org/*', '?*']) }],
    ['with another claim only', { ...federated, Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } } }],
    ['with what it is not', { ...federated, Condition: subject('repo:octo-org/*', 'StringNotLike') }],
  ])('when it trusts an issuer that many share %s', (_how, statement) => {
    expect(refusalOf(document(statement))).toBe(sharedRefusal)
  })
})

describe('a trust policy may', () => {
  it.each<[string, object]>([
    ['trust one tenant of a shared issuer', { ...federated, Condition: subject('repo:octo-org/*') }],
    ['compare without case', { ...federated, Condition: subject('repo:octo-org/app', 'StringEqualsIgnoreCase') }],
    ['deny a shared issuer as a whole', { ...federated, Effect: 'Deny' }],
    ['trust an issuer of its own', { ...federated, Principal: { Federated: `${github}/octo-org` } }],
    ['name several kinds of principals', { ...base, Principal: { AWS: ['123456789012'], Service: 'ec2.amazonaws.com' } }],
    ['ask about a provider that has a port', { ...base, Condition: { StringEquals: { '127.0.0.1:4566/oidc/ci:sub': 'build' } } }],
    ['tell of tags whose keys have colons', { ...base, Condition: { StringEquals: { 'aws:PrincipalTag/team:name': 'blue' } } }],
    ['allow several actions by a pattern', { ...base, Action: ['sts:Assume*', 'sts:TagSession', 'sts:SetSourceIdentity'] }],
  ])('%s', (_what, statement) => {
    expect(refusalOf(document(statement))).toBeUndefined()
  })
})
