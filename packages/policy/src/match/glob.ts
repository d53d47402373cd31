/** Marks a character of a pattern: literal, `*` or `?`. */
export type PatternToken = { literal: string } | 'star' | 'question'

interface Segment {
  text: string
  /** Positions where any one character fits; undefined when there are none. */
  anyAt: ReadonlySet<number> | undefined
}

const makeSegment = (tokens: Exclude<PatternToken, 'star'>[]): Segment => {
  const anyAt = new Set<number>()
  let text = ''
  for (const token of tokens) {
    if (token === 'question') {
      anyAt.add(text.length)
      text += '?'
    } else {
      text += token.literal
    }
  }
  return { text, anyAt: anyAt.size === 0 ? undefined : anyAt }
}

const fitsAt = ({ text, anyAt }: Segment, subject: string, position: number): boolean => {
  if (anyAt === undefined) return subject.startsWith(text, position)
  if (position + text.length > subject.length) return false
  for (let index = 0; index < text.length; index += 1) {
    if (!anyAt.has(index) && text.charCodeAt(index) !== subject.charCodeAt(position + index)) return false
  }
  return true
}

const findFrom = (segment: Segment, subject: string, from: number): number => {
  if (segment.anyAt === undefined) return subject.indexOf(segment.text, from)
  for (let position = from; position + segment.text.length <= subject.length; position += 1) {
    if (fitsAt(segment, subject, position)) return position
  }
  return -1
}

/** Tells whether a text matches a pattern. */
export type Matcher = (subject: string) => boolean

const matchSegments = (segments: Segment[]): Matcher => {
  const first = segments[0] ?? { text: '', anyAt: undefined }
  const last = segments.at(-1) ?? first
  const middle = segments.slice(1, -1)
  return (subject) => {
    if (!fitsAt(first, subject, 0)) return false
    let position = first.text.length
    // Each part between stars takes its leftmost place: what fits later fits then too, so nothing is tried twice.
    for (const segment of middle) {
      const found = findFrom(segment, subject, position)
      if (found < 0) return false
      position = found + segment.text.length
    }
    const lastAt = subject.length - last.text.length
    return lastAt >= position && fitsAt(last, subject, lastAt)
  }
}

/** Compiles a pattern; matching is linear but for patterns with many `?` between stars. */
export const compileTokens = (tokens: readonly PatternToken[]): Matcher => {
  const parts: Exclude<PatternToken, 'star'>[][] = [[]]
  for (const token of tokens) {
    if (token === 'star') parts.push([])
    else parts.at(-1)?.push(token)
  }
  const segments = parts.map(makeSegment)
  const only = segments[0]
  if (segments.length > 1 || only === undefined) {
    const isEverything = segments.every((segment) => segment.text === '')
    return isEverything ? () => true : matchSegments(segments)
  }
  const { text, anyAt } = only
  return anyAt === undefined ? (subject) => subject === text : (subject) => subject.length === text.length && fitsAt(only, subject, 0)
}

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
