import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { operators } from '../conditions/index.ts'
import { compileAny, compileAnyOnce } from './any-glob.ts'
import { compileAutomaton } from './automaton.ts'
import { compileGlob, globTokens } from './glob.ts'

/** Patterns of one letter, so that most of them match much of a text. */
const pattern = fc.string({ unit: fc.constantFrom('a', 'a', 'b', 'é', '*', '?', ':'), maxLength: 12 })
const patterns = fc.array(fc.oneof({ weight: 9, arbitrary: pattern }, { weight: 1, arbitrary: pattern.chain((text) => fc.constantFrom(40, 100).map((times) => text + 'ab'.repeat(times))) }), { maxLength: 40, size: 'max' })
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

  it('match together in texts without order, longer than anything is remembered of', () => {
    const text = (length: number) => fc.string({ unit: fc.constantFrom('a', 'b'), minLength: length, maxLength: length })
    const holes = fc.string({ unit: fc.constantFrom('?', '?', '?', '.'), minLength: 50, maxLength: 50 })
    // Cut out of the text, so that some are found in it.
    const cut = fc.tuple(fc.nat(350), holes, fc.boolean())
    fc.assert(
      fc.property(text(400), text(400), fc.array(cut, { minLength: 20, maxLength: 40, size: 'max' }), fc.nat(19), (one, other, cuts, hit) => {
        const texts = cuts.map(([from, shape, isFromOther], index) => {
          const source = isFromOther && index !== hit ? other.replaceAll('a', 'c') : one
          return `*${[...shape].map((mark, place) => (mark === '?' ? '?' : (source[from + place] ?? 'a'))).join('')}*`
        })
        const isFound = texts.map((pattern) => compileGlob(pattern)(one))
        expect(compileAutomaton(texts.map(globTokens))(one)).toBe(isFound.includes(true))
        const lost = texts.filter((_, index) => isFound[index] === false)
        expect(compileAutomaton(lost.map(globTokens))(one)).toBe(false)
      }),
      { numRuns: 100 },
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
