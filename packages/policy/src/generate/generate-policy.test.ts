import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { documentSize, evaluate, generatePolicy, type Grant, parsePolicy } from '../index.ts'

const account = '111122223333'
const arn = `arn:aws:iam::${account}:user/ann`
const instance = (id: string): string => `arn:aws:ec2:us-east-1:${account}:instance/${id}`
const role = (name: string): string => `arn:aws:iam::${account}:role/${name}`

const done = (action: string, resource: string, conditionKeys: Record<string, string> = {}): Grant => ({ action, resource, conditionKeys })

const allows = (grants: readonly Grant[]) => {
  const identity = [{ name: 'generated', type: 'inline' as const, policy: parsePolicy(JSON.stringify(generatePolicy(grants))) }]
  return ({ action, resource, conditionKeys }: Grant): boolean =>
    evaluate({
      principal: { kind: 'user', account, arn, principalArn: arn, uniqueId: 'AIDAAAAAAAAAAAAAAAAAA' },
      action,
      resource,
      resourceAccount: account,
      context: [conditionKeys],
      policies: { identity },
    }).isAllowed
}

describe('a generated policy', () => {
  it('puts actions with the same resources together, and nothing else', () => {
    const { Statement } = generatePolicy([
      done('ec2:StopInstances', instance('i-2')),
      done('ec2:StopInstances', instance('i-1')),
      done('ec2:StartInstances', instance('i-1')),
      done('ec2:StartInstances', instance('i-2')),
      done('ec2:StartInstances', instance('i-2')),
      done('ec2:TerminateInstances', instance('i-1')),
      done('iam:GetRole', role('app')),
    ])
    expect(Statement).toEqual([
      { Effect: 'Allow', Action: 'ec2:TerminateInstances', Resource: instance('i-1') },
      { Effect: 'Allow', Action: 'iam:GetRole', Resource: role('app') },
      { Effect: 'Allow', Action: ['ec2:StartInstances', 'ec2:StopInstances'], Resource: [instance('i-1'), instance('i-2')] },
    ])
  })

  it('limits to what was always the same', () => {
    const passed = (name: string, service: string): Grant => done('iam:PassRole', role(name), { 'iam:PassedToService': service })
    expect(generatePolicy([passed('app', 'ec2.amazonaws.com'), passed('app', 'lambda.amazonaws.com'), passed('other', 'ec2.amazonaws.com')]).Statement).toEqual([
      { Effect: 'Allow', Action: 'iam:PassRole', Resource: role('app'), Condition: { StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com', 'lambda.amazonaws.com'] } } },
      { Effect: 'Allow', Action: 'iam:PassRole', Resource: role('other'), Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } },
    ])
    expect(generatePolicy([passed('app', 'ec2.amazonaws.com'), done('iam:PassRole', role('app'))]).Statement).toEqual([{ Effect: 'Allow', Action: 'iam:PassRole', Resource: role('app') }])
  })

  it('leaves out what a thing to be made covers, and keeps odd names to themselves', () => {
    expect(generatePolicy([done('ec2:CreateTags', instance('*')), done('ec2:CreateTags', instance('i-1'))]).Statement).toMatchObject([{ Resource: instance('*') }])
    const key = (name: string): Grant => done('ec2:DeleteKeyPair', `arn:aws:ec2:us-east-1:${account}:key-pair/${name}`)
    const isAllowed = allows([key('a*'), key('b?'), key('${aws:username}')])
    expect([key('a*'), key('b?'), key('${aws:username}')].every(isAllowed)).toBe(true)
    expect([key('ab'), key('bb'), key('ann'), key('a')].some(isAllowed)).toBe(false)
  })

  it('says nothing when nothing was done', () => {
    expect(generatePolicy([])).toEqual({ Version: '2012-10-17', Statement: [] })
  })

  it('allows what was done and nothing else', () => {
    const value = fc.constantFrom('x', 'y')
    const conditionKeys = fc.oneof(fc.constant({}), fc.record({ 'k:a': value }), fc.record({ 'k:a': value, 'k:b': value }))
    const grant = fc.record({ action: fc.constantFrom('s:A', 's:B', 's:C'), resource: fc.constantFrom('*', role('a'), role('b'), role('ab')), conditionKeys })
    // A call without some of the keys may always carry them as well.
    const isDone = (grants: readonly Grant[], asked: Grant): boolean =>
      grants.some(
        ({ action, resource, conditionKeys: keys }) =>
          action === asked.action && (resource === asked.resource || resource === '*') && Object.entries(keys).every(([key, text]) => asked.conditionKeys[key] === text),
      )
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 12 }), fc.array(grant, { minLength: 5, maxLength: 20 }), (grants, questions) => {
        const isAllowed = allows(grants)
        expect(grants.every(isAllowed)).toBe(true)
        for (const question of questions) expect(isAllowed(question)).toBe(isDone(grants, question))
        expect(documentSize(JSON.stringify(generatePolicy(grants)))).toBeLessThan(40 + 300 * grants.length)
      }),
      { numRuns: 1000 },
    )
  })
})
