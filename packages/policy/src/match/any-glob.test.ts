import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { operators } from '../conditions/index.ts'
import { compileAny, compileAnyOnce } from './any-glob.ts'
import { compileAutomaton } from './automaton.ts'
import { compileGlob, globTokens } from './glob.ts'

/** Patterns of one letter, so that most of them match much of a text. */
const pattern = fc.string({ unit: fc.constantFrom('a', 'a', 'b', 'é', '*', '?', ':'), maxLength: 12 })
const patterns = fc.array(fc.oneof({ weight: 9, arbitrary: pattern }, { weight: 1, arbitrary: pattern.map((text) => text + 'ab'.repeat(40)) }), { maxLength: 40, size: 'max' })
const subject = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'c', ':'), maxLength: 12 }),
  fc.tuple(fc.nat(300), fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 90 })).map(([length, tail]) => 'a'.repeat(length) + tail),
)

describe('patterns that any text may match', () => {
  it('match together what one of them matches', () => {
    fc.assert(
      fc.property(patterns, fc.array(subject, { minLength: 1, maxLength: 3 }), (texts, subjects) => {
        const [lists, globs] = [texts.map(globTokens), texts.map(compileGlob)]
        const matchers = [compileAny(lists), compileAnyOnce(lists), compileAutomaton(lists)]
        for (const one of subjects) {
          const expected = globs.some((matches) => matches(one))
          expect(matchers.map((matches) => matches(one))).toEqual([expected, expected, expected])
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('match ARNs part by part, however many they are', () => {
    const arnLike = operators.get('arnlike')
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 4 })
    const arnPattern = fc.tuple(part, part, part, part, pattern).map((parts) => ['arn', ...parts].join(':'))
    const value = fc.tuple(fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 20 }), fc.nat(400)).map(([text, length]) => `arn:${text}:::::${'a'.repeat(length)}`)
    fc.assert(
      fc.property(fc.array(arnPattern, { minLength: 1, maxLength: 30, size: 'max' }), value, (texts, text) => {
        const expected = texts.some((one) => arnLike?.compile([one])(text) === true)
        expect(arnLike?.compile(texts)(text)).toBe(expected)
        // Filled up to so many that none is looked at by itself.
        expect(arnLike?.compile([...texts, ...Array.from({ length: 500 }, () => 'arn:x:x:x:x:x')])(text)).toBe(expected)
      }),
      { numRuns: 100 },
    )
  })
})
