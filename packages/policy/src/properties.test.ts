import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { compileSet } from '../test/compile-set.ts'
import { policySets, requests, statement as anyStatement } from '../test/random-policies.ts'
import type { RawPolicy, RawRequest, RawStatement } from '../test/reference-evaluator.ts'
import { compileGlob, documentSize, evaluate, parsePolicy, PolicyRefusal, PolicySyntaxError, principalsOf, rewritePrincipals, validateIdentityPolicy, validateTrustPolicy } from './index.ts'

/** `*` and `?` by their plainest definition. */
const naiveGlob = (pattern: string, subject: string): boolean => {
  if (pattern === '') return subject === ''
  if (pattern.startsWith('*')) return naiveGlob(pattern.slice(1), subject) || (subject !== '' && naiveGlob(pattern, subject.slice(1)))
  return subject !== '' && (pattern.startsWith('?') || pattern[0] === subject[0]) && naiveGlob(pattern.slice(1), subject.slice(1))
}

/** A text that counts how many of its characters are looked at; a search counts as the characters it may compare. */
class CountedText {
  steps = 0
  readonly length: number
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    this.length = text.length
  }

  charCodeAt(index: number): number {
    this.steps += 1
    return this.#text.charCodeAt(index)
  }

  startsWith(start: string, position: number): boolean {
    this.steps += start.length
    return this.#text.startsWith(start, position)
  }

  indexOf(part: string, from: number): number {
    const found = this.#text.indexOf(part, from)
    this.steps += ((found < 0 ? this.length : found) - from + 1) * part.length
    return found
  }
}

const throwsOnly = (work: () => unknown, kind: new (message: string) => Error): void => {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(kind)
  }
}

type Raw = RawRequest['policies']

const decideRaw = (question: Omit<RawRequest, 'policies'>, policies: Raw) => evaluate({ ...question, policies: compileSet(policies) })

const sayMore = (policy: RawPolicy, ...more: RawStatement[]): RawPolicy => ({ ...policy, Statement: [policy.Statement, more].flat() })
const withoutDenies = (policy: RawPolicy): RawPolicy => ({ ...policy, Statement: [policy.Statement].flat().filter(({ Effect }) => Effect === 'Allow') })

/** The set with each of its documents changed. */
const mapPolicies = (raw: Raw, change: (policy: RawPolicy) => RawPolicy): Raw => ({
  ...raw,
  identity: raw.identity.map(change),
  ...(raw.boundary === undefined ? {} : { boundary: change(raw.boundary) }),
  ...(raw.session === undefined ? {} : { session: raw.session.map(change) }),
  ...(raw.resource === undefined ? {} : { resource: change(raw.resource) }),
  ...(raw.serviceControl === undefined ? {} : { serviceControl: raw.serviceControl.map((level) => level.map(change)) }),
  ...(raw.resourceControl === undefined ? {} : { resourceControl: raw.resourceControl.map(change) }),
})

const denyEverything: RawPolicy = { Statement: { Effect: 'Deny', Action: '*', Resource: '*' } }
const denyEveryone: RawPolicy = { Statement: { Effect: 'Deny', Principal: '*', Action: '*' } }

/** Checks the property on random questions; says how often the decision was one that shows it. */
const onRandomQuestions = (shows: (question: Omit<RawRequest, 'policies'>, raw: Raw, more: RawStatement) => boolean): number => {
  let count = 0
  fc.assert(
    fc.property(requests, policySets, anyStatement(1), (question, raw, more) => {
      if (shows(question, raw, more)) count += 1
    }),
    { numRuns: 2000 },
  )
  return count
}

describe('any decision', () => {
  it('is an explicit deny when any policy that binds the caller denies', () => {
    const kinds: (keyof Raw)[] = ['identity', 'boundary', 'session', 'resource', 'serviceControl', 'resourceControl']
    for (const kind of kinds) {
      const shown = onRandomQuestions((question, raw) => {
        const { kind: who } = question.principal
        const isBound = kind === 'resource' || who === 'user' || who === 'federated-user'
        if (!isBound || question.action === 'sts:GetCallerIdentity') return false
        const more = kind === 'boundary' ? denyEverything : kind === 'resource' ? denyEveryone : kind === 'serviceControl' ? [[denyEverything]] : [denyEverything]
        expect(decideRaw(question, { ...raw, [kind]: more }).kind).toBe('explicitDeny')
        return true
      })
      expect(shown).toBeGreaterThan(300)
    }
  })

  it('that allows still allows with one Allow more in every policy', () => {
    const shown = onRandomQuestions((question, raw, more) => {
      if (!decideRaw(question, raw).isAllowed) return false
      expect(decideRaw(question, mapPolicies(raw, (policy) => sayMore(policy, { ...more, Effect: 'Allow' }))).isAllowed).toBe(true)
      return true
    })
    expect(shown).toBeGreaterThan(300)
  })

  it('that allows still allows without the Denies', () => {
    const shown = onRandomQuestions((question, raw) => {
      if (!decideRaw(question, raw).isAllowed) return false
      expect(decideRaw(question, mapPolicies(raw, withoutDenies)).isAllowed).toBe(true)
      return true
    })
    expect(shown).toBeGreaterThan(300)
  })

  it('that denies still denies under a boundary, session policies, organization policies more', () => {
    for (const kind of ['boundary', 'session', 'serviceControl', 'resourceControl'] as const) {
      const shown = onRandomQuestions((question, raw, more) => {
        const { [kind]: _limit, ...rest } = raw
        // A federated user without session policies has no permissions that others could narrow.
        if (kind === 'session' && question.principal.kind === 'federated-user') return false
        if (decideRaw(question, rest).isAllowed) return false
        const limit: RawPolicy = { Version: '2012-10-17', Statement: more }
        expect(decideRaw(question, { ...rest, [kind]: kind === 'boundary' ? limit : kind === 'serviceControl' ? [[limit]] : [limit] }).isAllowed).toBe(false)
        return true
      })
      expect(shown).toBeGreaterThan(300)
    }
  })
})

describe('the engine', () => {
  it('matches wildcards as their definition says', () => {
    const text = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 })
    fc.assert(
      fc.property(text('ab*?'), text('ab'), (pattern, subject) => {
        expect(compileGlob(pattern)(subject)).toBe(naiveGlob(pattern, subject))
      }),
      { numRuns: 5000 },
    )
  })

  it('reads hostile texts once, whatever the pattern', () => {
    const letters = 2000
    const text = 'a'.repeat(letters)
    const patterns = ['*a'.repeat(1000) + 'b', `*${'a'.repeat(999)}b*`, `*b${'a'.repeat(999)}*`, `*${'a?'.repeat(500)}b*`, `*${'?a'.repeat(15)}b*`, '*aaaaaaaaaaab*', `${'*aab'.repeat(500)}*`, `*${'?'.repeat(1000)}b*`]
    for (const pattern of patterns) {
      const subject = new CountedText(text)
      expect(compileGlob(pattern)(subject as unknown as string)).toBe(false)
      expect({ pattern: pattern.slice(0, 20), isLinear: subject.steps <= 4 * letters, steps: subject.steps }).toMatchObject({ isLinear: true })
    }
  })

  // Right elements with wrong values: random JSON hardly ever gets past the first of them.
  const odd = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('*', '${', '${a', '${}', "${a,'", 's3:*', 'arn:aws:s3:::${', '2012-10-17', 'Allow', '__proto__'))
  const oddCondition = fc.dictionary(fc.constantFrom('StringEquals', 'ForAllValues:', 'IfExists', 'NullIfExists', '__proto__', 'DateEquals', 'ArnLike', 'IpAddress'), fc.oneof(odd, fc.dictionary(fc.string(), odd)))
  const oddStatement = fc.record({ Sid: odd, Effect: fc.oneof(odd, fc.constant('Allow')), Action: odd, NotAction: odd, Resource: odd, NotResource: odd, Condition: fc.oneof(odd, oddCondition), Principal: fc.oneof(odd, fc.record({ AWS: odd, Service: odd, Federated: odd, __proto__: odd }, { requiredKeys: [] })), NotPrincipal: odd }, { requiredKeys: ['Effect'] })
  const nearPolicy = fc.record({ Version: odd, Id: odd, Statement: fc.oneof(odd, oddStatement, fc.array(fc.oneof(odd, oddStatement), { maxLength: 3 })) }, { requiredKeys: ['Statement'] }).map((value) => JSON.stringify(value))

  it('throws nothing but its own refusals on random JSON', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), nearPolicy), (text) => {
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
