import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { compileGlob, documentSize, evaluate, parsePolicy, PolicyRefusal, PolicySyntaxError, principalsOf, rewritePrincipals, validateIdentityPolicy, validateTrustPolicy } from './index.ts'

const action = fc.constantFrom('iam:GetRole', 'iam:*', 'iam:Get*', 'ec2:*', '*')
const resource = fc.constantFrom('*', 'arn:aws:iam::1:role/a', 'arn:aws:iam::1:role/*', 'arn:aws:iam::1:user/*')
const statement = fc.record({ Effect: fc.constantFrom('Allow', 'Deny'), Action: action, Resource: resource })

const principal = { kind: 'user', account: '1', arn: 'arn:aws:iam::1:user/u', principalArn: 'arn:aws:iam::1:user/u', uniqueId: 'AIDA' } as const

const decide = (statements: object[]) =>
  evaluate({
    principal,
    action: 'iam:GetRole',
    resource: 'arn:aws:iam::1:role/a',
    resourceAccount: '1',
    context: [],
    policies: { identity: [{ name: 'p', type: 'inline', policy: parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements })) }] },
  })

/** `*` and `?` by their plainest definition. */
const naiveGlob = (pattern: string, subject: string): boolean => {
  if (pattern === '') return subject === ''
  if (pattern.startsWith('*')) return naiveGlob(pattern.slice(1), subject) || (subject !== '' && naiveGlob(pattern, subject.slice(1)))
  return subject !== '' && (pattern.startsWith('?') || pattern[0] === subject[0]) && naiveGlob(pattern.slice(1), subject.slice(1))
}

const throwsOnly = (work: () => unknown, kind: new (message: string) => Error): void => {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(kind)
  }
}

describe('the engine', () => {
  it('lets an explicit deny always win', () => {
    fc.assert(
      fc.property(fc.array(statement), (statements) => {
        expect(decide([...statements, { Effect: 'Deny', Action: '*', Resource: '*' }]).kind).toBe('explicitDeny')
      }),
    )
  })

  it('never turns allow into deny by one Allow more, nor denies by one Deny less', () => {
    fc.assert(
      fc.property(fc.array(statement), statement, (statements, more) => {
        const before = decide(statements)
        if (before.isAllowed) expect(decide([...statements, { ...more, Effect: 'Allow' }]).isAllowed).toBe(true)
        const with1 = decide([...statements, { ...more, Effect: 'Deny' }])
        if (with1.isAllowed) expect(before.isAllowed).toBe(true)
      }),
    )
  })

  it('matches wildcards as their definition says', () => {
    const text = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 })
    fc.assert(
      fc.property(text('ab*?'), text('ab'), (pattern, subject) => {
        expect(compileGlob(pattern)(subject)).toBe(naiveGlob(pattern, subject))
      }),
      { numRuns: 5000 },
    )
  })

  it('is not slowed by hostile wildcards', () => {
    const matches = compileGlob(`${'*a'.repeat(1000)}b`)
    const subject = 'a'.repeat(2000)
    const started = performance.now()
    expect(matches(subject)).toBe(false)
    expect(performance.now() - started).toBeLessThan(50)
  })

  it('throws nothing but its own refusals on random JSON', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        throwsOnly(() => parsePolicy(text), PolicySyntaxError)
        throwsOnly(() => validateIdentityPolicy(text, { isManaged: false }), PolicyRefusal)
        throwsOnly(() => validateTrustPolicy(text), PolicyRefusal)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('documents', () => {
  it('are measured without the white space between their tokens', () => {
    expect(documentSize('{ "a" : "b c" }\n')).toBe('{"a":"b c"}'.length)
  })

  it('have principals that can be renamed and are else kept to the letter', () => {
    const document = '{ "Statement": [{"Principal": {"AWS": ["arn:a", "arn:b"]}}] }'
    expect(principalsOf(document)).toEqual([
      { kind: 'AWS', value: 'arn:a' },
      { kind: 'AWS', value: 'arn:b' },
    ])
    expect(rewritePrincipals(document, new Map([['arn:c', 'x']]))).toBe(document)
    expect(rewritePrincipals(document, new Map([['arn:b', 'AIDA1']]))).toBe('{"Statement":[{"Principal":{"AWS":["arn:a","AIDA1"]}}]}')
  })
})
