import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { findLiteral, makeLiteral } from './find-literal.ts'
import { findShape, makeShape } from './find-shape.ts'

const text = (maxLength: number, minLength = 0) => fc.string({ unit: fc.constantFrom('a', 'a', 'b', 'é'), minLength, maxLength, size: 'max' })

/** A text with many beginnings of itself within, and a long subject made of its parts. */
const search = fc.tuple(text(12, 1), fc.nat(8), text(3), fc.array(fc.tuple(fc.nat(120), text(2)), { maxLength: 25, size: 'max' }), fc.nat(300)).map(([piece, times, tail, parts, from]) => {
  const sought = piece.repeat(times + 1) + tail
  const subject = 'b'.repeat(400) + parts.map(([length, more]) => sought.slice(0, length) + more).join('') + 'ab'.repeat(1000)
  return { sought, subject, from }
})

describe('searches in long texts', () => {
  it('find text where the language’s own search finds it', () => {
    fc.assert(
      fc.property(search, ({ sought, subject, from }) => {
        expect(findLiteral(makeLiteral(sought), subject, from)).toBe(subject.indexOf(sought, from))
      }),
      { numRuns: 3000 },
    )
  })

  it('find text with free places where a regular expression finds it', () => {
    fc.assert(
      fc.property(search, fc.array(fc.nat(80), { minLength: 1, maxLength: 6 }), ({ sought, subject, from }, free) => {
        const anyAt = Uint8Array.from(sought, (_, index) => (free.includes(index) ? 1 : 0))
        const expression = new RegExp([...sought].map((character, index) => (anyAt[index] === 1 ? '.' : character)).join(''), 'g')
        expression.lastIndex = from
        expect(findShape(makeShape(sought, anyAt), subject, from)).toBe(expression.exec(subject)?.index ?? -1)
      }),
      { numRuns: 3000 },
    )
  })
})
