import type { PatternToken } from './glob.ts'

/** As a pattern's token, but in the first five parts of an ARN, where neither wildcard stands for a colon. */
export type AutomatonToken = PatternToken | 'part-star' | 'part-question'

const colon = 58

const setBit = (mask: Int32Array, place: number): void => {
  mask[place >>> 5] = (mask[place >>> 5] as number) | (1 << (place & 31))
}

/** How many characters a token stands for at least. */
const widthOf = (token: AutomatonToken): number => {
  if (typeof token === 'object') return token.literal.length
  return token === 'question' || token === 'part-question' ? 1 : 0
}

export type AutomatonPattern = readonly AutomatonToken[]

/** So many a pattern has. */
export const placesOf = (pattern: AutomatonPattern): number => pattern.reduce((places, token) => places + widthOf(token), 1)

// For characters that no pattern has.
const otherRow = 0
const colonRow = 1

/** Which characters the patterns tell apart, numbered. */
export class Rows {
  readonly #ascii = new Uint8Array(128)
  readonly #others = new Map<number, number>()
  count = colonRow + 1

  constructor(patterns: readonly AutomatonPattern[]) {
    this.#ascii[colon] = colonRow
    for (const pattern of patterns) for (const token of pattern) if (typeof token === 'object') this.#add(token.literal)
  }

  of(code: number): number {
    return code < 128 ? (this.#ascii[code] as number) : (this.#others.get(code) ?? otherRow)
  }

  ofText(text: string): Int32Array {
    const rows = new Int32Array(text.length)
    for (let index = 0; index < rows.length; index += 1) rows[index] = this.of(text.charCodeAt(index))
    return rows
  }

  #add(literal: string): void {
    for (let index = 0; index < literal.length; index += 1) {
      const code = literal.charCodeAt(index)
      if (this.of(code) !== otherRow) continue
      if (code < 128) this.#ascii[code] = this.count
      else this.#others.set(code, this.count)
      this.count += 1
    }
  }
}

// Places lie in blocks, which no pattern crosses unless it is longer than one: as many words as a processor has at hand.
const wordsPerBlock = 5
export const placesPerBlock = 32 * wordsPerBlock

const widthOfAll = (patterns: readonly AutomatonPattern[]): number => patterns.reduce((places, pattern) => places + placesOf(pattern), 0)

/** Sets of places in some patterns, a bit each. A place is reached when what stands before it has been read. */
export class Places {
  readonly words: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly #rows: Rows
  readonly #isInBlocks: boolean
  /** Whether a colon is another character to some star. */
  #knowsParts = false
  /** Where a star stands, which keeps its place whatever comes; and those that keep it at a colon. */
  readonly #stars: Int32Array
  readonly #starsAtColon: Int32Array
  /** Row by row the places that each character leads to. */
  readonly #after: Int32Array

  constructor(blocks: readonly AutomatonPattern[][], rows: Rows) {
    this.#rows = rows
    const wordsOf = (block: AutomatonPattern[]): number => Math.max(wordsPerBlock, Math.ceil(widthOfAll(block) / 32))
    this.words = blocks.reduce((words, block) => words + wordsOf(block), 0)
    this.#isInBlocks = this.words === blocks.length * wordsPerBlock
    const none = (): Int32Array => new Int32Array(this.words)
    this.starts = none()
    this.ends = none()
    this.#stars = none()
    this.#starsAtColon = none()
    this.#after = new Int32Array(this.words * rows.count)
    let word = 0
    for (const block of blocks) {
      block.reduce((place, pattern) => this.#addPattern(pattern, place), word * 32)
      word += wordsOf(block)
    }
  }

  /** Moves every place of a state on by the characters of these rows, from one of them on. */
  advance(state: Int32Array, rows: Int32Array, from: number): void {
    if (this.#isInBlocks && !this.#knowsParts) for (let word = 0; word < this.words; word += wordsPerBlock) this.#advanceBlock(state, word, { rows, from })
    else for (let index = from; index < rows.length; index += 1) this.advanceByOne(state, rows[index] as number)
  }

  /** Moves every place of a state on by one character. */
  advanceByOne(state: Int32Array, row: number): void {
    const stars = row === colonRow ? this.#starsAtColon : this.#stars
    const first = row * this.words
    const after = this.#after
    let carry = 0
    for (let word = 0; word < state.length; word += 1) {
      const bits = state[word] as number
      state[word] = (((bits << 1) | carry) & (after[first + word] as number)) | (bits & (stars[word] as number))
      carry = bits >>> 31
    }
  }

  /** The same of one block, all of which the processor has at hand meanwhile: twice as fast. */
  #advanceBlock(state: Int32Array, first: number, { rows, from }: { rows: Int32Array; from: number }): void {
    const { words } = this
    const after = this.#after
    const [second, third, fourth, fifth] = [first + 1, first + 2, first + 3, first + 4]
    const stars = this.#stars
    const starsOne = stars[first] as number
    const starsTwo = stars[second] as number
    const starsThree = stars[third] as number
    const starsFour = stars[fourth] as number
    const starsFive = stars[fifth] as number
    let one = state[first] as number
    let two = state[second] as number
    let three = state[third] as number
    let four = state[fourth] as number
    let five = state[fifth] as number
    for (let index = from; index < rows.length; index += 1) {
      const row = (rows[index] as number) * words
      five = (((five << 1) | (four >>> 31)) & (after[row + fifth] as number)) | (five & starsFive)
      four = (((four << 1) | (three >>> 31)) & (after[row + fourth] as number)) | (four & starsFour)
      three = (((three << 1) | (two >>> 31)) & (after[row + third] as number)) | (three & starsThree)
      two = (((two << 1) | (one >>> 31)) & (after[row + second] as number)) | (two & starsTwo)
      one = ((one << 1) & (after[row + first] as number)) | (one & starsOne)
    }
    state[first] = one
    state[second] = two
    state[third] = three
    state[fourth] = four
    state[fifth] = five
  }

  isEnd(state: Int32Array): boolean {
    for (let word = 0; word < this.words; word += 1) if (((state[word] as number) & (this.ends[word] as number)) !== 0) return true
    return false
  }

  #addPattern(pattern: AutomatonPattern, first: number): number {
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
    for (let index = 0; index < literal.length; index += 1) this.#lead(this.#rows.of(literal.charCodeAt(index)), place + index + 1)
  }

  #addWildcard(token: Exclude<AutomatonToken, object>, place: number): void {
    const crossesColon = !token.startsWith('part')
    if (token.endsWith('star')) {
      setBit(this.#stars, place)
      if (crossesColon) setBit(this.#starsAtColon, place)
      else this.#knowsParts = true
      return
    }
    for (let row = 0; row < this.#rows.count; row += 1) if (row !== colonRow || crossesColon) this.#lead(row, place + 1)
  }

  #lead(row: number, place: number): void {
    const word = row * this.words + (place >>> 5)
    this.#after[word] = (this.#after[word] as number) | (1 << (place & 31))
  }
}
