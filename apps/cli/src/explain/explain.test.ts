import { describe, expect, it } from '@jest/globals'
import { explanation } from './explain.ts'
import type { ExplainedRequest } from './explained-request.ts'

const role = 'arn:aws:iam::123456789012:role/app'

const request: ExplainedRequest = {
  requestId: 'r',
  at: '2026-11-24T09:39:23.923Z',
  service: 'ec2',
  action: 'StopInstances',
  caller: 'arn:aws:sts::123456789012:assumed-role/app/night',
  decision: 'implicitDeny',
  status: 403,
  error: { code: 'UnauthorizedOperation', message: 'You are not authorized to perform this operation.', reason: 'No identity-based policy allows it.' },
  checks: [
    {
      action: 'ec2:StopInstances',
      resource: 'arn:aws:ec2:us-east-1:123456789012:instance/i-1',
      decision: 'implicitDeny',
      reasons: ['No identity-based policy allows it.'],
      policies: [
        { kind: 'scp', name: 'FullAWSAccess', level: 0, outcome: 'allows', statements: [{ index: 0, effect: 'Allow', applies: true, statement: { Effect: 'Allow', Action: '*', Resource: '*' }, failures: [] }] },
        {
          kind: 'identity',
          name: 'stop',
          attachedTo: role,
          outcome: 'doesNotApply',
          statements: [
            {
              index: 1,
              sid: 'Home',
              effect: 'Allow',
              applies: false,
              failures: [
                { element: 'Condition', operator: 'StringEquals', key: 'aws:RequestedRegion', expected: ['eu-west-1', 'eu-central-1'], actual: ['us-east-1'] },
                { element: 'Condition', operator: 'Bool', key: 'aws:MultiFactorAuthPresent', expected: ['true'], actual: null },
              ],
            },
          ],
        },
        { kind: 'boundary', name: 'limit', arn: 'arn:aws:iam::123456789012:policy/limit', attachedTo: role, outcome: 'silent', statements: [] },
      ],
      missing: [{ kind: 'identity', statement: { Effect: 'Allow', Action: 'ec2:StopInstances', Resource: '*' } }],
    },
  ],
}

describe('the explanation of a request', () => {
  it('tells policy by policy what each said', () => {
    expect(explanation(request).split('\n')).toEqual([
      '2026-11-24T09:39:23.923Z ec2:StopInstances by arn:aws:sts::123456789012:assumed-role/app/night: HTTP 403',
      'UnauthorizedOperation: You are not authorized to perform this operation.',
      '',
      'ec2:StopInstances on arn:aws:ec2:us-east-1:123456789012:instance/i-1: denied, as nothing allows it',
      '  service control policy FullAWSAccess, level 0',
      '    allows by statement 1: {"Effect":"Allow","Action":"*","Resource":"*"}',
      `  identity-based policy stop of ${role}`,
      '    does not apply: statement 2 (Home)',
      "      Condition StringEquals aws:RequestedRegion: the policy has 'eu-west-1', 'eu-central-1', the request 'us-east-1'",
      "      Condition Bool aws:MultiFactorAuthPresent: the policy has 'true', the request no such key",
      `  permissions boundary arn:aws:iam::123456789012:policy/limit of ${role}`,
      '    says nothing about the action',
      '  missing in an identity-based policy: {"Effect":"Allow","Action":"ec2:StopInstances","Resource":"*"}',
    ])
  })

  it('explains checks that were decided alike together, and what a Deny was met by', () => {
    const [check] = request.checks
    if (check === undefined) throw new Error('There is no check.')
    const denying = { index: 0, effect: 'Deny', applies: true, failures: [], conditions: [{ operator: 'StringNotEquals', key: 'aws:RequestedRegion', expected: ['us-east-1'], actual: ['eu-west-1'] }] }
    const allowed = { ...check, decision: 'allowed', policies: [{ kind: 'identity', name: 'all', outcome: 'allows', statements: [{ index: 0, effect: 'Allow', applies: true, failures: [] }] }], missing: [] }
    const denied = { ...check, decision: 'explicitDeny', policies: [{ kind: 'identity', name: 'no', outcome: 'denies', statements: [denying] }], missing: [] }
    const lines = explanation({ ...request, checks: [{ ...allowed, resource: 'one' }, { ...allowed, resource: 'two' }, { ...denied, resource: 'three' }] }).split('\n')
    expect(lines.slice(2)).toEqual([
      '',
      'ec2:StopInstances on one: allowed',
      'ec2:StopInstances on two: allowed',
      '  identity-based policy all',
      '    allows by statement 1',
      '',
      'ec2:StopInstances on three: denied explicitly',
      '  identity-based policy no',
      '    DENIES by statement 1',
      "      Condition StringNotEquals aws:RequestedRegion: the policy has 'us-east-1', the request 'eu-west-1'",
    ])
  })

  it('says so when a denial was only recorded', () => {
    const { error: _error, ...passed } = request
    expect(explanation({ ...passed, status: 200, decision: 'wouldDeny' })).toContain('Enforcement only audits: the policies would have denied the call.')
  })

  it('tells what AWS keeps to itself, and names what has no name by its kind', () => {
    const [check] = request.checks
    if (check === undefined) throw new Error('There is no check.')
    const trust = { kind: 'trust', name: 'trust policy', attachedTo: role, outcome: 'silent', statements: [] }
    const session = { kind: 'session', name: 'session policy', attachedTo: 'arn:aws:sts::123456789012:assumed-role/app/night', outcome: 'silent', statements: [] }
    const lines = explanation({ ...request, checks: [{ ...check, remark: 'There is no such role.', policies: [trust, session], missing: [] }] }).split('\n')
    expect(lines.slice(4)).toEqual([
      '  There is no such role.',
      `  role trust policy of ${role}`,
      '    says nothing about the action',
      '  session policy of arn:aws:sts::123456789012:assumed-role/app/night',
      '    says nothing about the action',
    ])
  })

  it('says so when no permission is needed', () => {
    const { error: _error, decision: _decision, ...open } = request
    expect(explanation({ ...open, action: 'GetCallerIdentity', service: 'sts', status: 200, checks: [] }).split('\n').slice(1)).toEqual(['No policy was asked.'])
  })

  it('tells the reason of a refusal before any policy was asked', () => {
    const expired = { ...request, checks: [], error: { code: 'RequestExpired', message: 'Request has expired.', reason: 'The session ended.' } }
    expect(explanation(expired).split('\n').slice(1)).toEqual(['RequestExpired: Request has expired.', '  The session ended.'])
  })
})
