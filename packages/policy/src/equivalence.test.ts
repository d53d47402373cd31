import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { compileSet } from '../test/compile-set.ts'
import { policySets, requests } from '../test/random-policies.ts'
import { referenceDecision, referenceGlob } from '../test/reference-evaluator.ts'
import { type AuthorizationRequest, compileGlob, type Decision, evaluate } from './index.ts'

const outcome = ({ kind, cause }: Pick<Decision, 'kind'> & { cause: string | undefined }): string => (cause === undefined ? kind : `${kind} ${cause}`)

const policySetCount = 6250
const requestsPerSet = 16

/** Each is a fair share of the decisions, so that none is tested by chance alone. */
const outcomes = ['allowed', ...['identity', 'boundary', 'session', 'resource', 'trust', 'scp'].map((kind) => `implicitDeny ${kind}`), ...['identity', 'boundary', 'session', 'resource', 'trust', 'scp', 'rcp'].map((kind) => `explicitDeny ${kind}`)]
const leastShare = 0.005

describe('the engine and the plainest evaluator', () => {
  it(
    `decide ${policySetCount * requestsPerSet} random questions alike`,
    () => {
      const seen = new Map<string, number>()
      fc.assert(
        fc.property(policySets, fc.array(requests, { minLength: requestsPerSet, maxLength: requestsPerSet, size: 'max' }), (raw, questions) => {
          const policies = compileSet(raw)
          for (const question of questions) {
            const expected = outcome(referenceDecision({ ...question, policies: raw }))
            const request: AuthorizationRequest = { ...question, policies }
            const decided = outcome(evaluate(request))
            if (decided !== expected) throw new Error(`The engine says ${decided}, the reference ${expected}, to ${JSON.stringify(question)}`)
            seen.set(expected, (seen.get(expected) ?? 0) + 1)
          }
        }),
        { numRuns: policySetCount },
      )
      const total = policySetCount * requestsPerSet
      const rare = outcomes.filter((name) => (seen.get(name) ?? 0) < leastShare * total)
      expect(rare).toEqual([])
    },
    60_000,
  )

  it('match long patterns alike', () => {
    const letters = (alphabet: string, maxLength: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...alphabet), maxLength, size: 'max' })
    // Of few letters, so that a search begins often, and with what fills each wildcard, so that half of them end well.
    const piece = fc.oneof(
      fc.tuple(letters('aab', 60), fc.constant('')),
      fc.tuple(letters('a', 80).map((text) => `${text}b`), fc.constant('')),
      fc.tuple(letters('ab?é', 50), fc.constant('')),
      fc.tuple(fc.constant('*'), letters('aabé', 120)),
    )
    let matched = 0
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8, size: 'max' }), fc.boolean(), letters('ab', 2), (pieces, isSpoilt, more) => {
        const pattern = pieces.map(([text]) => text).join('')
        const subject = pieces.map(([text, filling]) => (text === '*' ? filling : text.replaceAll('?', 'a'))).join('')
        const spoilt = isSpoilt ? subject.slice(0, -3) + more + subject.slice(-2) : subject
        const expected = referenceGlob(pattern, spoilt)
        expect(compileGlob(pattern)(spoilt)).toBe(expected)
        matched += expected ? 1 : 0
      }),
      { numRuns: 1000 },
    )
    expect(matched).toBeGreaterThan(400)
    expect(matched).toBeLessThan(950)
  })
})
