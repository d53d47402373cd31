import type { Matcher } from './glob.ts'
import { type AutomatonPattern, Places, placesOf, placesPerBlock, Rows } from './places.ts'

const unknown = 255

// Among so many states some come again, unless the text has no order; more are remembered only where that is worth it.
const fewStates = 64
const worthwhileReads = 8

const isSame = (one: Int32Array, other: Int32Array): boolean => {
  for (let word = 0; word < one.length; word += 1) if (one[word] !== other[word]) return false
  return true
}

const hashOf = (state: Int32Array): number => {
  let hash = 0
  for (let word = 0; word < state.length; word += 1) hash = Math.imul(hash ^ (state[word] as number), 0x9e3779b1) ^ (hash >>> 15)
  return hash
}

/** Some of the patterns as an automaton that remembers where it has been: from there a character costs no more than a look. */
class Strip {
  readonly #places: Places
  readonly #rowCount: number
  readonly #states: Int32Array[] = []
  readonly #byHash = new Map<number, number>()
  /** Characters read by remembered states alone, and from one to the next that was not yet remembered. */
  #reads = 0
  /** For each state and row the number of the next state. */
  #next = new Uint8Array()

  constructor(blocks: readonly AutomatonPattern[][], rows: Rows) {
    this.#places = new Places(blocks, rows)
    this.#rowCount = rows.count
    this.#add(this.#places.starts, hashOf(this.#places.starts))
  }

  matches(rows: Int32Array): boolean {
    let state = 0
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index] as number
      let next = this.#next[state * this.#rowCount + row] as number
      if (next === unknown) {
        next = this.#findNext(state, row)
        if (next === unknown) return this.#readOn(state, rows, index)
      }
      state = next
      this.#reads += 1
    }
    return this.#places.isEnd(this.#states[state] as Int32Array)
  }

  /** Unknown when there are too many states to remember another one. */
  #findNext(from: number, row: number): number {
    const state = (this.#states[from] as Int32Array).slice()
    this.#places.advanceByOne(state, row)
    const hash = hashOf(state)
    const known = this.#byHash.get(hash)
    const isKnown = known !== undefined && isSame(this.#states[known] as Int32Array, state)
    const next = isKnown ? known : this.#add(state, hash)
    if (next !== unknown) this.#next[from * this.#rowCount + row] = next
    return next
  }

  #add(state: Int32Array, hash: number): number {
    const number = this.#states.length
    if (number === unknown || (number >= fewStates && this.#reads < number * worthwhileReads)) return unknown
    this.#states.push(state)
    this.#byHash.set(hash, number)
    if (this.#next.length < this.#states.length * this.#rowCount) this.#grow()
    return number
  }

  #grow(): void {
    const grown = new Uint8Array(Math.max(8, this.#states.length * 2) * this.#rowCount).fill(unknown)
    grown.set(this.#next)
    this.#next = grown
  }

  /** Without remembering. */
  #readOn(number: number, rows: Int32Array, from: number): boolean {
    const state = (this.#states[number] as Int32Array).slice()
    this.#places.advance(state, rows, from)
    return this.#places.isEnd(state)
  }
}

// More are read sooner, but have more states.
const blocksPerStrip = 3

const intoBlocks = (patterns: readonly AutomatonPattern[]): AutomatonPattern[][] => {
  const blocks: AutomatonPattern[][] = []
  let room = 0
  for (const pattern of patterns) {
    const width = placesOf(pattern)
    if (width > room) {
      blocks.push([])
      room = placesPerBlock
    }
    blocks.at(-1)?.push(pattern)
    room -= width
  }
  return blocks
}

const intoStrips = (blocks: AutomatonPattern[][]): AutomatonPattern[][][] =>
  Array.from({ length: Math.ceil(blocks.length / blocksPerStrip) }, (_, number) => blocks.slice(number * blocksPerStrip, (number + 1) * blocksPerStrip))

/**
 * Whether a text matches any of the patterns, by many of them at once (the bit-parallel automata of Baeza-Yates and Gonnet): a
 * character of the text costs a few instructions for 32 characters of patterns, however much of them has matched so far, and fewer
 * where the automaton has been before.
 */
export const compileAutomaton = (patterns: readonly AutomatonPattern[]): Matcher => {
  const rows = new Rows(patterns)
  const strips = intoStrips(intoBlocks(patterns)).map((blocks) => new Strip(blocks, rows))
  return (subject) => {
    const read = rows.ofText(subject)
    return strips.some((strip) => strip.matches(read))
  }
}
