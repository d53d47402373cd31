import type { Matcher, PatternToken } from './glob.ts'

/** As a pattern's token, but in the first five parts of an ARN, where neither wildcard stands for a colon. */
export type AutomatonToken = PatternToken | 'part-star' | 'part-question'

const colon = 58

const setBit = (mask: Int32Array, place: number): void => {
  mask[place >>> 5] = (mask[place >>> 5] as number) | (1 << (place & 31))
}

/** How many characters a token stands for at least. */
export const widthOf = (token: AutomatonToken): number => {
  if (typeof token === 'object') return token.literal.length
  return token.endsWith('question') ? 1 : 0
}

const placesOf = (pattern: readonly AutomatonToken[]): number => pattern.reduce((places, token) => places + widthOf(token), 1)

/** Sets of places in all patterns, a bit each. A place is reached when what stands before it has been read. */
class Places {
  readonly words: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Where a star stands, which keeps its place whatever comes; and those that keep it at a colon. */
  readonly stars: Int32Array
  readonly starsAtColon: Int32Array
  /** For each character of a pattern the places that it leads to. */
  readonly after = new Map<number, Int32Array>()
  /** The places that every other character leads to. */
  readonly afterAny: Int32Array
  readonly #afterAnyAtColon: Int32Array

  constructor(patterns: readonly (readonly AutomatonToken[])[]) {
    this.words = Math.ceil(patterns.reduce((places, pattern) => places + placesOf(pattern), 0) / 32)
    const none = (): Int32Array => new Int32Array(this.words)
    this.starts = none()
    this.ends = none()
    this.stars = none()
    this.starsAtColon = none()
    this.afterAny = none()
    this.#afterAnyAtColon = none()
    patterns.reduce((place, pattern) => this.#addPattern(pattern, place), 0)
    this.#addAny()
  }

  #addPattern(pattern: readonly AutomatonToken[], first: number): number {
    let place = first
    setBit(this.starts, place)
    for (const token of pattern) {
      if (typeof token === 'object') this.#addLiteral(token.literal, place)
      else this.#addWildcard(token, place)
      place += widthOf(token)
    }
    setBit(this.ends, place)
    return place + 1
  }

  #addLiteral(literal: string, place: number): void {
    for (let index = 0; index < literal.length; index += 1) {
      const code = literal.charCodeAt(index)
      const mask = this.after.get(code) ?? new Int32Array(this.words)
      setBit(mask, place + index + 1)
      this.after.set(code, mask)
    }
  }

  #addWildcard(token: Exclude<AutomatonToken, object>, place: number): void {
    const [anywhere, atColon] = token.endsWith('question') ? [this.afterAny, this.#afterAnyAtColon] : [this.stars, this.starsAtColon]
    setBit(anywhere, place + widthOf(token))
    if (!token.startsWith('part')) setBit(atColon, place + widthOf(token))
  }

  #addAny(): void {
    if (!this.after.has(colon)) this.after.set(colon, new Int32Array(this.words))
    for (const [code, mask] of this.after) {
      const any = code === colon ? this.#afterAnyAtColon : this.afterAny
      for (let word = 0; word < this.words; word += 1) mask[word] = (mask[word] as number) | (any[word] as number)
    }
  }
}

/** Moves every place that has been reached on by one character; tells whether any is left. */
const advance = (state: Int32Array, after: Int32Array, stars: Int32Array): boolean => {
  let carry = 0
  let left = 0
  for (let word = 0; word < state.length; word += 1) {
    const bits = state[word] as number
    const next = (((bits << 1) | carry) & (after[word] as number)) | (bits & (stars[word] as number))
    carry = bits >>> 31
    state[word] = next
    left |= next
  }
  return left !== 0
}

/**
 * Whether a text matches any of the patterns, by all of them at once (the bit-parallel automata of Baeza-Yates and Gonnet): a character
 * of the text costs a few instructions for 32 characters of patterns, however much of them has matched so far.
 */
export const compileAutomaton = (patterns: readonly (readonly AutomatonToken[])[]): Matcher => {
  const { starts, ends, stars, starsAtColon, after, afterAny } = new Places(patterns)
  return (subject) => {
    const state = starts.slice()
    for (let index = 0; index < subject.length; index += 1) {
      const code = subject.charCodeAt(index)
      if (!advance(state, after.get(code) ?? afterAny, code === colon ? starsAtColon : stars)) return false
    }
    return state.some((bits, word) => (bits & (ends[word] as number)) !== 0)
  }
}
