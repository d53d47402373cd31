import { findLiteral, type Literal, makeLiteral } from './find-literal.ts'
import { findShort, longestShort, makeShortMasks, type ShortMasks } from './find-short.ts'

/** Text in which some places fit any character. */
export interface Shape {
  readonly text: string
  /** 1 where any character fits. */
  readonly anyAt: Uint8Array
  anchor: Anchor | undefined
  masks: Masks | undefined
  shortMasks: ShortMasks | undefined
}

/** The longest part of a shape that has no place for any character. */
interface Anchor {
  literal: Literal
  /** Where in the shape it stands. */
  at: number
}

/** For each character the places of the shape where it fits, a bit each. */
interface Masks {
  words: number
  of: Map<number, Int32Array>
  /** For characters that the shape does not have. */
  otherwise: Int32Array
}

export const makeShape = (text: string, anyAt: Uint8Array): Shape => ({ text, anyAt, anchor: undefined, masks: undefined, shortMasks: undefined })

export const fitsShape = ({ text, anyAt }: Shape, subject: string, position: number): boolean => {
  if (position + text.length > subject.length) return false
  for (let index = 0; index < text.length; index += 1) {
    if (anyAt[index] === 0 && text.charCodeAt(index) !== subject.charCodeAt(position + index)) return false
  }
  return true
}

const setBit = (mask: Int32Array, index: number): void => {
  mask[index >>> 5] = (mask[index >>> 5] as number) | (1 << (index & 31))
}

const makeMasks = ({ text, anyAt }: Shape): Masks => {
  const words = Math.ceil(text.length / 32)
  const otherwise = new Int32Array(words)
  for (let index = 0; index < text.length; index += 1) if (anyAt[index] === 1) setBit(otherwise, index)
  const of = new Map<number, Int32Array>()
  for (let index = 0; index < text.length; index += 1) {
    if (anyAt[index] === 1) continue
    const code = text.charCodeAt(index)
    const mask = of.get(code) ?? otherwise.slice()
    setBit(mask, index)
    of.set(code, mask)
  }
  return { words, of, otherwise }
}

/** Moves every partial match on by one place, begins a new one, and keeps those that fit. */
const advance = (state: Int32Array, mask: Int32Array): void => {
  let carry = 1
  for (let word = 0; word < state.length; word += 1) {
    const bits = state[word] as number
    state[word] = ((bits << 1) | carry) & (mask[word] as number)
    carry = bits >>> 31
  }
}

// As findShort, with a word for every 32 places.
const findLong = (shape: Shape, subject: string, from: number): number => {
  shape.masks ??= makeMasks(shape)
  const { words, of, otherwise } = shape.masks
  const state = new Int32Array(words)
  const end = shape.text.length - 1
  const endBit = 1 << (end & 31)
  for (let index = from; index < subject.length; index += 1) {
    advance(state, of.get(subject.charCodeAt(index)) ?? otherwise)
    if (((state[words - 1] as number) & endBit) !== 0) return index - end
  }
  return -1
}

const anchorOf = ({ text, anyAt }: Shape): Anchor => {
  let best = { at: 0, length: 0 }
  let start = 0
  for (let index = 0; index <= text.length; index += 1) {
    if (index < text.length && anyAt[index] === 0) continue
    if (index - start > best.length) best = { at: start, length: index - start }
    start = index + 1
  }
  return { literal: makeLiteral(text.slice(best.at, best.at + best.length)), at: best.at }
}

/** Looks where the longest literal part stands; by masks once that has been in too many places that did not fit. */
const findByAnchor = (shape: Shape, subject: string, from: number): number => {
  shape.anchor ??= anchorOf(shape)
  const { literal, at } = shape.anchor
  let left = 2 * subject.length
  let position = from
  while (left > 0) {
    const found = findLiteral(literal, subject, position + at)
    if (found < 0) return -1
    position = found - at
    if (fitsShape(shape, subject, position)) return position
    position += 1
    left -= shape.text.length
  }
  return findLong(shape, subject, position)
}

const smallSearch = 1024

/** The first place at or after `from`; -1 when there is none. */
export const findShape = (shape: Shape, subject: string, from: number): number => {
  const { length } = shape.text
  const last = subject.length - length
  if (length * (last - from + 1) <= smallSearch) {
    for (let position = from; position <= last; position += 1) if (fitsShape(shape, subject, position)) return position
    return -1
  }
  if (length > longestShort) return findByAnchor(shape, subject, from)
  shape.shortMasks ??= makeShortMasks(shape.text, shape.anyAt)
  return findShort({ masks: shape.shortMasks, length }, subject, from)
}
