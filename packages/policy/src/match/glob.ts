import { findLiteral, type Literal, makeLiteral } from './find-literal.ts'
import { findShape, fitsShape, makeShape, type Shape } from './find-shape.ts'

/** Marks a character of a pattern: literal, `*` or `?`. */
export type PatternToken = { literal: string } | 'star' | 'question'

/** What stands between two stars. */
type Segment = Literal | Shape

const isShape = (segment: Segment): segment is Shape => 'anyAt' in segment

const makeSegment = (tokens: Exclude<PatternToken, 'star'>[]): Segment => {
  const text = tokens.map((token) => (token === 'question' ? '?' : token.literal)).join('')
  if (!tokens.includes('question')) return makeLiteral(text)
  const anyAt = new Uint8Array(text.length)
  let position = 0
  for (const token of tokens) {
    if (token === 'question') anyAt[position] = 1
    position += token === 'question' ? 1 : token.literal.length
  }
  return makeShape(text, anyAt)
}

const fitsAt = (segment: Segment, subject: string, position: number): boolean =>
  isShape(segment) ? fitsShape(segment, subject, position) : subject.startsWith(segment.text, position)

const findFrom = (segment: Segment, subject: string, from: number): number =>
  isShape(segment) ? findShape(segment, subject, from) : findLiteral(segment, subject, from)

/** Tells whether a text matches a pattern. */
export type Matcher = (subject: string) => boolean

/** A compiled pattern. */
export interface Glob {
  matches: Matcher
  /** Of patterns that have to be looked for in a text: whether looking is worth it, as both ends fit. */
  mayMatch: Matcher | undefined
}

const quick = (matches: Matcher): Glob => ({ matches, mayMatch: undefined })

const fitsEnds = (first: Segment, last: Segment): Matcher => (subject) => {
  const lastAt = subject.length - last.text.length
  return lastAt >= first.text.length && fitsAt(first, subject, 0) && fitsAt(last, subject, lastAt)
}

const matchSegments = (first: Segment, middle: readonly Segment[], last: Segment): Glob => {
  const mayMatch = fitsEnds(first, last)
  const matches = (subject: string): boolean => {
    if (!mayMatch(subject)) return false
    let position = first.text.length
    // Each part between stars takes its leftmost place: what fits later fits then too, so nothing is tried twice.
    for (const segment of middle) {
      const found = findFrom(segment, subject, position)
      if (found < 0) return false
      position = found + segment.text.length
    }
    return subject.length - last.text.length >= position
  }
  return { matches, mayMatch: middle.length === 0 ? undefined : mayMatch }
}

const matchOnly = (only: Segment): Matcher => {
  const { text } = only
  return isShape(only) ? (subject) => subject.length === text.length && fitsShape(only, subject, 0) : (subject) => subject === text
}

/** Most patterns: a text with one star behind it. */
const matchStart = (text: string): Matcher => {
  if (text === '') return () => true
  const end = text.length - 1
  const [last, lastButOne] = [text.charCodeAt(end), text.charCodeAt(end - 1)]
  // ARNs begin alike: most that differ do so in the last two characters of the pattern, which costs less to see.
  return (subject) => subject.charCodeAt(end) === last && (end === 0 || subject.charCodeAt(end - 1) === lastButOne) && subject.startsWith(text)
}

export const makeGlob = (tokens: readonly PatternToken[]): Glob => {
  const parts: Exclude<PatternToken, 'star'>[][] = [[]]
  for (const token of tokens) {
    if (token === 'star') parts.push([])
    else parts.at(-1)?.push(token)
  }
  const segments = parts.map(makeSegment)
  const [first = makeLiteral('')] = segments
  const last = segments.at(-1) ?? first
  if (segments.length === 1) return quick(matchOnly(first))
  const middle = segments.slice(1, -1).filter(({ text }) => text !== '')
  if (middle.length === 0 && last.text === '' && !isShape(first)) return quick(matchStart(first.text))
  return matchSegments(first, middle, last)
}

/** Compiles a pattern; matching takes time linear in the subject, whatever the pattern. */
export const compileTokens = (tokens: readonly PatternToken[]): Matcher => makeGlob(tokens).matches

/** The tokens of a text in which `*` and `?` are wildcards. */
export const globTokens = (pattern: string): PatternToken[] => {
  const tokens: PatternToken[] = []
  for (const part of pattern.split(/([*?])/)) {
    if (part === '*') tokens.push('star')
    else if (part === '?') tokens.push('question')
    else if (part !== '') tokens.push({ literal: part })
  }
  return tokens
}

export const compileGlob = (pattern: string): Matcher => compileTokens(globTokens(pattern))
